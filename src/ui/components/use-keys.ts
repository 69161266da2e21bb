/** Hands over every key while the component is shown. Does nothing where the terminal cannot deliver single keys. */
import { useStdin } from 'ink';
import { useEffect } from 'react';
import { keyPressOf } from '../key-press.js';
import type { KeyPress } from '../line-editor.js';

export function useKeys(press: (key: KeyPress) => void): void {
  // Ink cuts the input into texts and whole escape sequences; only its last step, naming the keys, is not used.
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
