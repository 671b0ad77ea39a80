// Words of messages that people pass on, in English, Urdu and Urdu in Latin letters: those that turn a sentence round, and
// those that only spread it. For reading alone; nothing of it is ever shown. Spellings that sound alike need no entry.
import { monthWords, phrases } from './ask-words.ts';

/** What denies, takes back, replaces, puts into the past or calls a thing untrue. */
export const turningWords: readonly string[] = phrases(`
  not, no, none, never, neither, nor, cannot, cant, dont, didnt, isnt, isn, aint, arent, wasnt, wasn, hasnt, hasn, doesnt, doesn, didn, dnt,
  won t, without, instead, rather than, lost, loses, lose, former, formerly, previous, previously, earlier, before, old, older, was, were, had,
  used to, until, till, yesterday, change, changed, changes, changing, replace, replaced, replaces, switch, switched, swap, swapped, different,
  another, new, newer, revised, correction, corrected, wrong, wrongly, incorrect, false, fake, lie, lies, lying, hoax, rumour, rumours, rumor,
  rumors, propaganda, misprint, mistake, cancelled, canceled, cancel, withdrawn, withdrew, withdraw, withdraws, quit, boycott, boycotted,
  disqualified, rejected, arrested, dead, died, resigned, stepped down, retired, joined, defected, banned, ban, snatched, stolen, taken away,
  ignore, avoid, against, beware, reject, refuse, but, however, except, unless, postponed, delayed, any more, anymore, no longer,
  nahi, nahin, nahee, nai, nhi, nae, mat, bina, baghair, bagair, khilaf, purana, purani, purane, sabiq, sabiqa, pehle, pehlay, pahle, tha, thi,
  thay, naya, nayi, naye, badal, badla, badli, badal gaya, tabdeel, tabdil, tabdeeli, bajaye, bajae, ghalat, galat, jhoot, jhoota, jhooti, jhuta,
  farzi, jali, naqli, afwah, afwahen, mansookh, mansukh, dastbardar, dast bardar, na ahal, naahal, giraftar, wapas, chheen, chhin, chin gaya,
  multavi, multawi, hoshiyar, khabardar, bachein, bachen, lekin, magar, balke, balkay, mustarad, shamil ho
  نہیں, نہ, نا, مت, بغیر, بنا, خلاف, پرانا, پرانی, پرانے, سابق, سابقہ, پہلے, تھا, تھی, تھے, نیا, نئی, نئے, بدل, بدلا, بدلی, تبدیل, تبدیلی, بجائے,
  غلط, جھوٹ, جھوٹا, جھوٹی, جعلی, فرضی, نقلی, افواہ, افواہیں, منسوخ, دستبردار, دست بردار, نااہل, گرفتار, واپس, چھین, چھن, بائیکاٹ, ہوشیار,
  خبردار, بچیں, لیکن, مگر, بلکہ, ملتوی, مسترد, کالعدم, شامل ہو
`);

/** What asks to vote, to look, to call and to pass on: none of it says who has which symbol. */
export const plainWords: readonly string[] = monthWords.concat(
  phrases(`
  important, attention, announcement, notice, note, noted, remember, reminder, remind, pass, pass on, contact, call, phone, mobile, whatsapp,
  stamp, brothers, sisters, elders, mothers, youth, neighbours, neighbors, groups, contacts, everybody, trust, duty, future, country, nation,
  support, supporter, supporters, supporting, choose, elect, success, successful, inshallah, insha allah, mashallah, allah, god, lift, lifts,
  stations, early, morning, evening, am, pm, must, definitely, certainly, copy, paste, copied, print, save, constituency, city, tehsil, village,
  town, respected, honourable, honorable, zindabad, forwarded as received, as received, many, times, 5 people, 10 people, 20 people,
  monday, tuesday, wednesday, thursday, friday, saturday, sunday,
  zaroori, zaruri, ailan, elaan, ittila, tawajjo, tawaja, rabta, raabta, dosto, doston, bhaiyo, bhaiyon, bhaio, behno, behnon, bazurgo, saathiyo,
  sathiyo, walo, walon, amanat, haq, farz, qaum, mulk, mustaqbil, aagey, agay, aage, bhejo, bhejein, bhejen, bhej, phelao, phailao, phelayen,
  pohanchao, pohanchayen, zaroor, zarur, lazmi, lazim, subah, sham, himayat, himayati, kamyab, kamyabi, apeel, guzarish, darkhwast, tamam, sabhi,
  afraad, logon tak, har, 5 logon, 10 logon, 20 logon, 10 log
  اہم, ضروری, اعلان, توجہ, یاد دہانی, رابطہ, رابطے, فون, کال, موبائل, بہنو, بہنوں, بھائیوں, بزرگو, نوجوانو, ساتھیو, دوستوں, احباب, امانت, حق, فرض,
  قوم, ملک, مستقبل, آگے, بھیجیں, بھیجو, بھیجئے, پھیلائیں, پہنچائیں, کاپی, ضرور, لازمی, صبح, شام, انشاءاللہ, ان شاء اللہ, اللہ, حمایت, حمایتی,
  کامیاب, کامیابی, زندہ باد, افراد, لوگوں, تمام, گروپس, گروپوں, محترم, عزیز, ہم وطنو, اپیل, درخواست, گزارش, شہر, تحصیل, ضلع, گاؤں, ہر,
  پیر, منگل, بدھ, جمعرات, جمعہ, ہفتہ, اتوار
`),
);
