/** Tells audio formats by their first bytes: a file's name proves nothing. */
import type { AudioFormat } from './audio-file.js';

export type Sniffed =
  | { readonly known: true; readonly format: AudioFormat }
  /** `name` is what it seems to be, for the message. */
  | { readonly known: false; readonly name: string };

/** @param head the first bytes of the file, 64 are enough */
export function sniffAudio(head: Buffer): Sniffed {
  const at = (start: number, text: string): boolean => head.toString('latin1', start, start + text.length) === text;
  if ((at(0, 'RIFF') || at(0, 'RF64')) && at(8, 'WAVE')) return { known: true, format: 'wav' };
  if (at(0, 'fLaC')) return { known: true, format: 'flac' };
  if (at(0, 'OggS')) {
    if (at(29, 'vorbis')) return { known: true, format: 'ogg' };
    return { known: false, name: at(28, 'OpusHead') ? 'Opus audio in Ogg' : 'an Ogg file without Vorbis audio' };
  }
  if (at(0, 'ID3') || isMpegFrame(head)) return { known: true, format: 'mp3' };
  if (at(4, 'ftyp')) return { known: false, name: 'MPEG-4 audio or video (m4a, mp4)' };
  if (at(0, 'FORM') && (at(8, 'AIFF') || at(8, 'AIFC'))) return { known: false, name: 'AIFF audio' };
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45_dfa3)
    return { known: false, name: 'a Matroska or WebM file' };
  if (isText(head)) return { known: false, name: 'text' };
  return { known: false, name: 'nothing we know' };
}

/** An MPEG audio frame header with legal values: sync, version, layer, bit rate, sample rate. */
function isMpegFrame(head: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = head;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return false;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  return version !== 1 && layer !== 0 && third >> 4 !== 15 && third >> 4 !== 0 && ((third >> 2) & 3) !== 3;
}

function isText(head: Buffer): boolean {
  return head.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
}
