// The camera that looks away from the voter, for codes alone: opened by a tap, stopped by whoever opened it. Its pictures
// are read in the page and go nowhere.

/** Why there is no picture. `denied`: by the voter or the phone. `none`: no camera. `taken`: another app has it. */
export type CameraTrouble = 'denied' | 'none' | 'taken';

/** A stream to be shown and read, or why there is none. */
export type CameraAnswer = MediaStream | CameraTrouble;

/** A dense code wants about four pixels a module, and its square is the picture's shorter side. */
const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 960 }, frameRate: { ideal: 30 } },
};

const troubles: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotReadableError: 'taken',
  AbortError: 'taken',
};

/** Asks for the camera; the browser asks the voter. */
export async function openCamera(): Promise<CameraAnswer> {
  // Not there on a page that came by plain http.
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices };
  if (!mediaDevices) return 'none';
  try {
    return await mediaDevices.getUserMedia(wanted);
  } catch (error) {
    return troubles[error instanceof Error ? error.name : ''] ?? 'none';
  }
}

/** Lets the camera go: its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
