/** A small question bank for tests: every text names its own place, so that a test can tell which was said. */
import { questionBankSchema, type QuestionBank } from '../../src/engine/exam/bank.js';

const TOPICS = ['hometown', 'work', 'music', 'cooking', 'weather', 'reading', 'sport', 'shopping', 'friends'];
const CARDS = ['journey', 'present', 'teacher'];

export const TEST_BANK: QuestionBank = questionBankSchema.parse({
  version: '1.0.0',
  topics: TOPICS.map((topic, index) => ({
    id: topic,
    title: topic,
    kind: index < 2 ? 'frame' : 'familiar',
    announcement: `Let us talk about ${topic}.`,
    questions: [
      { id: `${topic}-1`, text: `Do you like ${topic}?` },
      { id: `${topic}-2`, text: `When do you have time for ${topic}?` },
      { id: `${topic}-3`, text: `How has ${topic} changed for you?` },
      { id: `${topic}-4`, text: `Who taught you about ${topic}?` },
      { id: `${topic}-5`, text: `Is ${topic} important to you?` },
      { id: `${topic}-6`, text: `What would you change about ${topic}?` },
    ],
  })),
  cards: CARDS.map((card) => ({
    id: `card-${card}`,
    theme: `a memorable ${card}`,
    topic: `Describe a memorable ${card}`,
    points: [`which ${card} it was`, 'when it was', 'who was with you'],
    closing: `and explain why this ${card} is memorable to you`,
    explain: { memorable: 'Memorable means easy to remember.' },
    roundingOff: [
      { id: `${card}-round-1`, text: `Do your friends know about this ${card}?` },
      { id: `${card}-round-2`, text: `Would you like another ${card} like it?` },
    ],
    discussion: [1, 2, 3].flatMap((level) =>
      [1, 2].map((number) => ({
        id: `${card}-discussion-${level}-${number}`,
        level,
        text: `Level ${level} question ${number} about a ${card}?`,
        simpler: `Simpler level ${level} question ${number} about a ${card}?`,
        followUp: `Does that hold for everyone, ${card} ${level} ${number}?`,
      })),
    ),
  })),
});
