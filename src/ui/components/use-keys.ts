/** Calls back for every key while the component is mounted. Does nothing in a terminal that cannot deliver single keys. */
import { useStdin } from 'ink';
import { useEffect } from 'react';
import { keyPressOf } from '../key-press.js';
import type { KeyPress } from '../line-editor.js';

export function useKeys(press: (key: KeyPress) => void): void {
  // Ink splits the input into texts and whole escape sequences. Its naming of the keys is not used, see key-press.ts.
  const { isRawModeSupported, setRawMode, internal_eventEmitter: keys } = useStdin();
  useEffect(() => {
    if (!isRawModeSupported) return;
    setRawMode(true);
    const onInput = (data: string) => {
      press(keyPressOf(data));
    };
    keys.on('input', onInput);
    return () => {
      keys.off('input', onInput);
      setRawMode(false);
    };
  }, [isRawModeSupported, setRawMode, keys, press]);
}
