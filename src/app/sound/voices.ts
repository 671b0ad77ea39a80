// The phone's own voices: only those that speak without a network, and only where a guide has no recording.

/** A voice of this language that lives on the phone; null where there is none. */
export function localVoice(language: string): SpeechSynthesisVoice | null {
  if (typeof speechSynthesis === 'undefined' || typeof SpeechSynthesisUtterance === 'undefined') return null;
  const wanted = language.toLowerCase().split('-')[0];
  const voices = speechSynthesis.getVoices();
  return (
    voices.find(({ lang, localService }) => localService && lang.toLowerCase().split(/[-_]/)[0] === wanted) ?? null
  );
}

/** Calls back when the browser has found its voices, which it does late. @returns what ends it */
export function watchVoices(onChange: () => void): () => void {
  if (typeof speechSynthesis === 'undefined' || !speechSynthesis.addEventListener) return () => undefined;
  speechSynthesis.addEventListener('voiceschanged', onChange);
  return () => speechSynthesis.removeEventListener('voiceschanged', onChange);
}
