// How this app gets onto the home screen of this phone: judged from what the browser tells of itself. Pure.

/**
 * `done`: it was opened from there. `ask`: the browser itself asks. `leave-app`: it is open inside another app, whose
 * window keeps little. `ios`: by the share sheet. `menu`: by the browser's own menu.
 */
export type InstallWay = 'done' | 'ask' | 'leave-app' | 'ios' | 'menu';

/** What a browser tells of itself. */
export interface BrowserFacts {
  readonly userAgent: string;
  /** Fingers that the screen knows: an iPad calls itself a Mac, which has none. */
  readonly touchPoints: number;
  readonly isInstalled: boolean;
  /** The browser offers to install. */
  readonly canInstall: boolean;
}

/** Apps that show pages in a window of their own, by the names that they add. */
const namedApps =
  /\bFB(?:AN|AV|_IAB)\b|\bInstagram\b|\bWhatsApp\/|\bMessenger(?:LiteForiOS)?\b|\bLine\/|\bMicroMessenger\/|\bSnapchat\b|\bTwitter for |\bTwitterAndroid\b|\bPinterest\/|\bTikTok\b|\bBytedanceWebview\b|\bmusical_ly|\bTelegram\b|\bLinkedInApp\b/;
/** Android's own mark of a window inside an app. */
const androidWindow = /; wv\)/;
const ios = /\b(?:iPhone|iPad|iPod)\b/;

/** How the app gets onto the home screen here. */
export function installWay(facts: BrowserFacts): InstallWay {
  if (facts.isInstalled) return 'done';
  if (facts.canInstall) return 'ask';
  if (isInOtherApp(facts)) return 'leave-app';
  return isIos(facts) ? 'ios' : 'menu';
}

/** Whether the page is shown inside another app. */
function isInOtherApp({ userAgent }: BrowserFacts): boolean {
  if (namedApps.test(userAgent) || androidWindow.test(userAgent)) return true;
  // Every browser of iOS names Safari; a window inside an app does not.
  return ios.test(userAgent) && userAgent.includes('AppleWebKit') && !/\bSafari\//.test(userAgent);
}

function isIos({ userAgent, touchPoints }: BrowserFacts): boolean {
  return ios.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && touchPoints > 1);
}

/**
 * Whether the way is shown below an answer. A browser that may still ask by itself is waited for; on a computer the way is
 * in the help alone.
 */
export function isWayOffered(way: InstallWay, userAgent: string): boolean {
  if (way === 'done') return false;
  return way !== 'menu' || (/\bAndroid\b/.test(userAgent) && !/\bChrom(?:e|ium)\//.test(userAgent));
}
