/** Such as "1 answer" or "12 answers". @param what one of them, of which an s makes several */
export function counted(amount: number, what: string): string {
  return `${String(amount)} ${what}${amount === 1 ? '' : 's'}`;
}
