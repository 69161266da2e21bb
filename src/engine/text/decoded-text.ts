/** Text of files that people wrote, whatever their program saved it as. */

/** Code page 1252 from 0x80 on. By hand: Node 20 decodes it as Latin-1, which has no marks there, and "don't" would be two words. */
const FROM_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * UTF-8; UTF-16 where its mark stands in front (spreadsheets save "Unicode text" so); anything else is read as Windows-1252, in which older programs
 * save, and which every text can be read as. A mark in front is left out.
 */
export function decodedText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const latin = new TextDecoder('latin1').decode(bytes);
    return latin.replace(/[\u0080-\u009f]/g, (sign) => FROM_80[sign.charCodeAt(0) - 0x80] ?? sign);
  }
}
