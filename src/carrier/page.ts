// What a carrier does where JavaScript runs: search, the reader's language, saving and sending the file itself. Everything
// else is plain HTML that needs none of it. It asks nobody, keeps nothing, and checks nothing: checking is the app's.
import './page.css';
import { chooseLanguage } from './choose-language.ts';
import { offerFile } from './offer-file.ts';
import { offerSearch } from './offer-search.ts';

// Before anything is changed: parsed and written again, the page is the bytes that came (paper/markup.ts sees to it).
const file = `<!doctype html>\n${document.documentElement.outerHTML}`;

offerFile(file);
offerSearch();
chooseLanguage();
