import { describe, expect, test } from 'vitest';
import { candidateIntent, finishedAtEnd, type IntentContext } from '../../../src/engine/exam/intents.js';
import type { CandidateRequest } from '../../../src/engine/exam/types.js';

const context: IntentContext = {
  moment: 'discussion',
  question: 'How can a city become more sustainable for its inhabitants?',
  confidence: null,
  speechMs: null,
};

function kindOf(text: string, changes: Partial<IntentContext> = {}): string {
  const intent = candidateIntent(text, { ...context, ...changes });
  if (intent.type === 'request') return intent.request;
  if (intent.unable) return 'unable';
  return intent.finished ? 'finished' : 'answer';
}

const requests: Readonly<Record<CandidateRequest, readonly string[]>> = {
  repeat: [
    'Sorry?',
    'Pardon?',
    'Pardon me?',
    'What?',
    'Excuse me?',
    "I'm sorry?",
    'Sorry, what?',
    'Could you repeat that, please?',
    'can you repeat',
    'Can you repeat the question?',
    'Repeat please',
    'please repeat the question again',
    'Could you say that again?',
    'can you say it again please',
    'Once more, please.',
    'One more time please',
    'Again please',
    'come again',
    "Sorry, I didn't catch that. Could you repeat the question, please?",
    'um sorry i did not hear you can you say that again',
    "I couldn't hear the question.",
    'What was the question?',
    'what did you say',
    'What was that again?',
    'would you mind repeating the question',
    'I beg your pardon?',
    'could you please speak more slowly',
    'can you speak a little louder please',
    'may i hear the question again',
    'I missed the question, sorry.',
    "Excuse me, I didn't quite get that.",
  ],
  rephrase: [
    "I don't understand.",
    "Sorry, I don't understand the question.",
    "I didn't understand what you said",
    'What do you mean?',
    'what do you mean by that',
    'Could you rephrase the question, please?',
    'can you explain the question',
    'could you explain that please',
    'Can you put it another way?',
    'can you say it in other words please',
    'Could you ask that in a different way?',
    "I'm not sure what you mean.",
    'The question is not clear to me.',
    "Sorry I don't understand could you repeat please",
    'what does that mean',
    "I'm confused.",
    "I don't really follow you",
  ],
  explain: [
    'What does sustainable mean?',
    'sorry what does inhabitants mean',
    'What is the meaning of sustainable?',
    'What do you mean by sustainable?',
    'Could you explain the word inhabitants, please?',
    "I don't know the word sustainable.",
    'what is sustainable',
    'excuse me what are inhabitants',
    "i don't know what inhabitants means",
    'can you tell me what sustainable means please',
  ],
  score: [
    'What is my score?',
    "What's my band score so far?",
    'Can you tell me my score?',
    'what score will i get',
    'Did I pass?',
    'will i get a seven',
    'how many points do i have',
    'What do you think my level is?',
  ],
  opinion: [
    'What do you think?',
    'And you?',
    'What about you?',
    'how about you',
    'What is your opinion?',
    'do you agree with me',
    'What do you think about that?',
    'can you tell me your opinion',
  ],
  correctness: [
    'Was that right?',
    'Is that correct?',
    'was my answer ok',
    'How am I doing?',
    'Did I answer correctly?',
    'am i right',
    'Did I make any mistakes?',
    'is my english good enough',
    'how was my answer',
  ],
  procedure: [
    'How long do I have?',
    'How much time is left?',
    'How long is this part?',
    'how long is the test please',
    'How many questions are there?',
    'can i start now',
    'May I take notes?',
    'Is this part two?',
    'What should I do now?',
    'how long should i speak',
    'Which part is this?',
    'are we finished',
  ],
  pause: [
    'Can we pause?',
    'Wait a moment, please.',
    'Just a moment.',
    'one second please',
    'give me a minute please',
    'Can I have a moment to think?',
    'Let me think about it.',
    'could we take a break',
    'hold on please',
  ],
  skip: [
    'Can I skip this question?',
    'Next question, please.',
    'pass',
    'could we move on to the next question',
    'can you ask me another question',
    "I'd rather not answer that question.",
    'Can we change the topic, please?',
    "i don't want to talk about it",
    'skip it please',
  ],
  stop: [
    'I want to stop the test.',
    'Please stop the test.',
    'can we end the exam now',
    "I don't want to continue.",
    'I would like to finish the test here',
    'can we stop here',
    'I have to go now.',
    'quit the exam please',
    'um sorry i want to stop the test right now please',
  ],
};

const answers: readonly string[] = [
  'Yes, I do.',
  'no sorry',
  'Sorry, I live in London.',
  'I come from a small town near the sea.',
  'I usually stop the test when my students are tired.',
  'Stop the music is what my mother always says.',
  'My teacher always says repeat please and then we repeat the question.',
  'What do you mean by home? I live with my parents.',
  "I don't understand politics.",
  'I think it is correct to say that people are busier today.',
  'It depends on what you think is important.',
  'I skip breakfast on most days.',
  'I want to stop smoking next year.',
  'We can pause the film and talk.',
  'In my country we do not finish the exam before June.',
  'Could you imagine a life without a phone? I could not.',
  'My score in mathematics was always good.',
  'I like it because it makes me happy.',
  'The next question is whether we can pay for it.',
  'pardon is a word that i hear often in france',
  'Again and again I tell my children to read.',
  'People move on to the next job very fast.',
  'What I like most is the food.',
  'what is important is family',
  'I have to go to work by bus.',
  'You know, it is hard.',
  'I wait a moment and then I cross the street.',
  'How long it takes depends on the traffic.',
  'Excuse me is what we say when we enter.',
  'I said to him are you a robot and he laughed',
  'I can not hear music without dancing.',
  'well i think the government should do more and what do you think they do nothing at all about it',
  'Is it good? Yes, I believe it is good for children.',
  'I do not know the word for it in English but it is a kind of soup.',
  'Please and thank you are important words in my family.',
  'A moment that I remember is my wedding.',
  'Yes, I agree with that.',
  'I passed my driving test last year.',
];

describe('a request is recognised however it is put', () => {
  for (const [request, texts] of Object.entries(requests)) {
    test.each(texts)(`${request}: %s`, (text) => {
      expect(kindOf(text)).toBe(request);
    });
  }
});

describe('an answer that contains the words of a request is an answer', () => {
  test.each(answers)('%s', (text) => {
    expect(kindOf(text)).toBe('answer');
  });
});

describe('an answer that says there is no answer', () => {
  test.each(["I don't know.", 'sorry i have no idea', "Well, I'm not sure.", 'um i do not know what to say'])(
    '%s',
    (text) => {
      expect(kindOf(text)).toBe('unable');
    },
  );
  test("goes on after I don't know: an ordinary answer", () => {
    expect(kindOf("I don't know, maybe because it is cheap and near.")).toBe('answer');
  });
});

describe('doubt makes an answer of it', () => {
  test('a misheard request to stop or skip is not acted on', () => {
    expect(kindOf('stop the test', { confidence: 0.4 })).toBe('answer');
    expect(kindOf('pass', { confidence: 0.3 })).toBe('answer');
    expect(kindOf('stop the test', { confidence: 0.9 })).toBe('stop');
  });
  test('a long speech of which little was recognised is no request', () => {
    expect(kindOf('sorry', { speechMs: 40_000 })).toBe('answer');
    expect(kindOf('sorry', { speechMs: 600 })).toBe('repeat');
  });
  test('in the long turn, stopping without naming the test ends only the talk', () => {
    expect(kindOf('can i stop here', { moment: 'longTurn' })).toBe('finished');
    expect(kindOf('can we stop the test', { moment: 'longTurn' })).toBe('stop');
  });
  test('the word that is asked about is reported', () => {
    expect(candidateIntent('what does sustainable mean please', context)).toMatchObject({ word: 'sustainable' });
  });
});

describe('finished at the end of an answer', () => {
  test.each([
    "That's all.",
    'and that is all',
    "We stayed there for a week and I loved it. That's all.",
    "so that's it thank you",
    "I've finished.",
    'i have finished now',
    "so it was a good day I'm done",
    "that's everything i wanted to say",
    "that's all i can say about it",
    "I think that's all",
    'I finished',
    'and i have nothing more to say',
    'thats all',
    "That's all I can.",
    "that's all i could",
    "that's everything i've",
    'that is all i wanted',
    'i have nothing more to add, sir',
    'this is the end of my story',
  ])('%s', (text) => {
    expect(finishedAtEnd(text)).toBe(true);
  });
  test.each([
    "that's all I remember about the beach",
    'I go home when I have finished',
    'in 2015 I finished',
    'we clean the kitchen after we are done',
    "that's all we had and we were happy",
    'i have finished school in my town',
    "I'm done with my homework at five",
    'the teacher asks us if i have finished',
    'it was all',
    '',
  ])('not: %s', (text) => {
    expect(finishedAtEnd(text)).toBe(false);
  });
});

test('the same words again are understood by what is around them', () => {
  const sure = { moment: 'interview', question: 'What is a heirloom?', confidence: 0.9, speechMs: 1500 } as const;
  const types = [
    candidateIntent('i would like to stop the test', sure),
    candidateIntent('i would like to stop the test', { ...sure, confidence: 0.3 }),
    candidateIntent('i would like to stop the test', { ...sure, speechMs: 60_000 }),
    candidateIntent('what is a heirloom', sure),
    candidateIntent('what is a heirloom', { ...sure, question: 'Do you like music?' }),
    candidateIntent('can i stop here', { ...sure, moment: 'longTurn' }),
    candidateIntent('can i stop here', sure),
  ].map(({ type }) => type);
  expect(types).toEqual(['request', 'answer', 'answer', 'request', 'answer', 'answer', 'request']);
});
