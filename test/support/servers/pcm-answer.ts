/** A line as a body of raw PCM, in pieces as a voice makes it. */
import type { ServerResponse } from 'node:http';
import { setImmediate as breathe } from 'node:timers/promises';
import { bodyLine, misbehavingLine, struck } from './misbehaviour.js';
import type { Served } from './http-server.js';
import { sayInTones } from './tone-speech.js';

const CHUNK_MS = 200;

export async function answerPcm(
  response: ServerResponse,
  text: string,
  rate: number,
  { misbehaviour }: Served,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  if (misbehaviour?.type === 'garbage' && misbehaviour.after === 0) {
    struck(misbehaviour);
    // What a hotel's network says instead of the provider.
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please accept our terms.</html>');
    return;
  }
  response.writeHead(200, headers);
  const { samples } = sayInTones(text, rate);
  const line = misbehavingLine(misbehaviour, bodyLine(response));
  const step = Math.round((CHUNK_MS * rate) / 1000);
  for (let at = 0; at < samples.length; at += step) {
    const sound = samples.subarray(at, at + step);
    line.send(Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength));
    // Sent before anything breaks.
    await breathe();
  }
  line.close(1000, '');
}
