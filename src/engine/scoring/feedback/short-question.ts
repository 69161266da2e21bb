/** A question as advice names it: of a card that was read out, the task alone. */
export function shortQuestion(question: string): string {
  const task = /\bDescribe\b[^.]*\./.exec(question)?.[0];
  return task ?? question;
}
