// Words that questions and messages are written with, in English, Urdu, Urdu in Latin letters and, for the commonest
// questions, Sindhi: what they ask, what only stands around. For reading alone; nothing of it is ever shown. Spellings that
// sound alike need no entry of their own.
import type { Cue, EventCue } from '../../core/answer/lexicon.ts';

/** Phrases, parted by commas or lines. */
export function phrases(text: string): readonly string[] {
  return text
    .split(/[,،\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** What tells what is asked. */
export const cueWords: Readonly<Record<Cue, readonly string[]>> = {
  where: phrases(`
    where, whereabouts, location, address, kahan, kahaan, kahan hai, kidhar, kdr, kithe, kis jagah, kaha, kahan pe, jagah
    کہاں, کدھر, کس جگہ, پتہ کہاں, جگہ
    ڪٿي, ڪاٿي, ڪهڙي هنڌ
  `),
  station: phrases(`
    polling station, polling stations, polling booth, booth, polling place, poling station, where to vote, where do i vote,
    where can i vote, where should i vote, where will i vote, where am i voting, where we vote, where to go to vote,
    where do we vote, where do i go to vote, cast my vote, cast vote, polling centre, polling center, voting centre,
    vote kahan, vote kahan dalna, vote kahan dena, kahan vote, vote kidhar, kidhar vote, vote dalne kahan, vote dalne kidhar,
    vote kis jagah, pooling station, station, polling scheme, nearest station
    پولنگ اسٹیشن, پولنگ سٹیشن, پولنگ بوتھ, بوتھ, ووٹ کہاں, کہاں ووٹ, ووٹ کدھر, کدھر ووٹ, ووٹ ڈالنے کہاں, ووٹ ڈالنے کدھر,
    پولنگ سٹیشن کہاں, اسٹیشن, سٹیشن, پولنگ کہاں, ووٹ کس جگہ
    پولنگ اسٽيشن, پولنگ اسٽيشن ڪٿي, ووٽ ڪٿي, ڪٿي ووٽ, ووٽ ڪٿي وجهان, ووٽ ڪٿي ڏيان
  `),
  bring: phrases(`
    bring, to bring, carry, what to take, what should i take, take to, take with me, take along, documents, document, id card, identity card, cnic, nic, need to vote,
    bring along, required to vote, what do i need, passport, mobile phone allowed, allowed inside, phone allowed,
    kya lana, kya lekar, kya le kar, le kar jana, lekar jana, saath lana, sath lana, sath kya, saath kya, kya lay kar,
    le jana, lay jana, le ke jana, lekar aana, leke jana, kya chahiye, shanakhti card, shanakhti, kaghzat, kagzat, dastavez,
    lana hai, lana hota, lana hoga, le jaun, le jaon, lay jaon, saath le, sath le
    ساتھ لانا, ساتھ کیا, کیا لانا, لے کر جانا, لے کر آنا, لے جانا, کیا لے, شناختی کارڈ, شناختی, دستاویز, دستاویزات, کاغذات,
    لانا ہے, لانا ہوگا, لانا ضروری, ساتھ لے, لے کر جاؤں, لے جاؤں, ساتھ لاؤں, کیا لاؤں, لے کر
    ڇا آڻيان, ڇا کڻي, ڇا کڻي وڃان, سڃاڻپ ڪارڊ, سڃاڻپ, ڪاغذ
  `),
  when: phrases(`
    when, what time, timing, timings, time, date, which day, what day, polling day, election day, voting day, opening hours,
    hours, open, opens, close, closes, closing, postponed, delayed, how late, until when, o clock
    kab, kab hai, kab hain, kab se, kab tak, kitne baje, kitnay bajay, kis din, kis time, time kya, tareekh, tarikh,
    tareekh kya, konsi tareekh, auqat, waqt, kis waqt, multavi, multawi, baje, bajay, din kab
    کب, کتنے بجے, کس دن, کس وقت, وقت, اوقات, تاریخ, کونسی تاریخ, کس تاریخ, ملتوی, بجے, کب تک, کب سے, ٹائم
    ڪڏهن, ڪڏهن آهي, ڪهڙي تاريخ, ڪهڙي ڏينهن, ڪيترا وڳي, ڪيتري وڳي
  `),
  how: phrases(`
    how to vote, how do i vote, how can i vote, how voting works, how to cast, how to mark, how to stamp, steps, procedure,
    vote kaise, kaise vote, vote kese, vote kaisay, tareeqa, tariqa, tarika, mohar kaise, thappa kaise, muhar kaise
    ووٹ کیسے, کیسے ووٹ, طریقہ, مہر کیسے, ٹھپہ کیسے
    ووٽ ڪيئن, ڪيئن ووٽ, ووٽ ڪيئن ڏيان, طريقو
  `),
  who: phrases(`
    who, who is, whose, who has, which candidate, candidate, candidates, contesting, contestants, standing, running, list,
    names, nominee, kaun, kon, kaun hai, kon hai, kis ka, kiska, kis ke, kis ko mila, kis ke paas, kiske paas, kis kis,
    umeedwar, umidwar, umeedwaar, fehrist, kaun kaun, kon kon, khara, khare, kharay, muqabla, larr raha, lar raha, lar rahe
    کون, کس کا, کس کے, کس کو, امیدوار, امیدواروں, فہرست, کھڑا, کھڑے, مقابلہ, کون کون, لڑ رہا, لڑ رہے
    ڪير, ڪير آهي, ڪير آهن, ڪنهن جو, اميدوار, اميدوارن, فهرست
  `),
  symbol: phrases(`
    symbol, symbols, simbol, symbl, sign, logo, mark, ballot symbol, election symbol, electoral symbol, nishan, nishaan,
    neshan, nishaan kya, intekhabi nishan, intikhabi nishan, nisan, symbal, ballot sign, emblem
    نشان, انتخابی نشان, علامت, نشانی, سمبل
    نشان, چونڊ نشان, چونڊ جو نشان, چونڊ جي نشاني
  `),
  claim: phrases(`
    is it true, is this true, is it right, is that true, is this right, is this correct, is it correct, true that, true,
    correct, right, really, i heard, heard, rumour, rumor, confirm, someone said, somebody said, they say, people say,
    told me, fake, fact check, is it real, got a message, message says, sach, sach hai, kya yeh sach, kya ye sach, sahi,
    sahi hai, theek hai kya, durust, afwah, suna hai, suna, log keh rahe, keh rahe, kehte hain, kisi ne kaha, waqai, waqae,
    jhoot, ghalat, tasdeeq, msg aya, message aya
    سچ, کیا یہ سچ, صحیح, درست, افواہ, سنا ہے, سنا, واقعی, کہہ رہے, کہتے ہیں, کسی نے کہا, جھوٹ, غلط, تصدیق, میسج آیا, کیا یہ درست
    سچ آهي, ڇا اهو سچ, ڇا اهو سچ آهي, صحيح آهي, افواهه
  `),
  greeting: phrases(`
    hi, hello, hey, hy, hlo, salam, salaam, slam, aslam o alaikum, assalam o alaikum, assalamualaikum, assalam alaikum,
    asalam o alikum, aoa, a o a, asslam u alikum, wa alaikum, walaikum, adaab, good morning, good evening, good afternoon,
    namaste, kya haal, kya hal, how are you, kaise hain, kese ho, greetings, jee salam
    سلام, السلام علیکم, اسلام علیکم, السلام و علیکم, وعلیکم, آداب, ہیلو, ہائے, کیا حال
  `),
  thanks: phrases(`
    thanks, thank you, thankyou, thank u, thx, thnx, tnx, tysm, ty, many thanks, shukriya, shukria, shukar, bohat shukriya,
    meherbani, mehrbani, jazakallah, jazak allah, nawazish, god bless, bless you
    شکریہ, بہت شکریہ, مہربانی, جزاک اللہ, نوازش
  `),
  help: phrases(`
    help, help me, what can you do, what do you know, menu, start, madad, madad karo, kya kar sakte, kya jante
    مدد, مدد کریں, کیا کر سکتے
  `),
  opinion: phrases(`
    who should i vote for, whom should i vote, who shud i vote, who do i vote for, vote for whom, who is better, who is best, who to vote for, whom to vote, best candidate, better candidate, who will win,
    who wins, who is winning, who won, winner, result, results, winning, predict, prediction, should i vote for, best party,
    which party is best, which party, your opinion, kis ko vote, kisko vote, kis ko vote dun, kaun jeetega, kon jeetega,
    kon jeete ga, kaun jeete ga, kon jeeta, jeetega, jeeta, nateeja, nataij, behtar kaun, acha kaun, kon acha, sabse acha,
    kis party ko
    کس کو ووٹ, کون جیتے, کون جیتا, جیتے گا, نتیجہ, نتائج, بہتر کون, کون بہتر, کس پارٹی, کسے ووٹ
  `),
  seat: phrases(`
    seat, seats, constituency, constituencies, halqa, halka, hulqa, halqay, number, no, num, nambar, numbar, nmbr,
    seat number, seat no, halqa number, halqa no, constituency number, area, ilaqa, ilaqay
    حلقہ, حلقے, حلقہ نمبر, نمبر, سیٹ, نشست, علاقہ, علاقے
  `),
  assembly: phrases(`
    national assembly, provincial assembly, punjab assembly, sindh assembly, kp assembly, kpk assembly, balochistan assembly,
    mna, mpa, qaumi assembly, qomi assembly, subai assembly, soobai assembly, national seat, provincial seat, national,
    provincial, qaumi, subai
    قومی اسمبلی, صوبائی اسمبلی, پنجاب اسمبلی, سندھ اسمبلی, بلوچستان اسمبلی, قومی, صوبائی
  `),
};

/** What people call meetings and rides. */
export const eventWords: Readonly<Record<EventCue, readonly string[]>> = {
  rally: phrases(`
    rally, rallies, gathering, procession, public meeting, jalsa, jalse, jalsay, jalsah, jaloos, julus, raily
    جلسہ, جلسے, جلسوں, جلسہ گاہ, ریلی, ریلیاں, جلوس
  `),
  'pick-up': phrases(`
    pick up, pickup, pick me up, picked up, picks up, ride, rides, a lift, transport, transportation, shuttle, sawari, sawaari,
    swari, gari kahan, gaadi kahan, gari milegi, gaadi milegi, pick aur drop, pick n drop, pick and drop
    سواری, سواریاں, پک اپ, ٹرانسپورٹ, گاڑی کہاں, گاڑی کب, گاڑی ملے
  `),
  desk: phrases(`
    help desk, helpdesk, registration desk, information desk, stall, madad ki mez, camp kahan, camp kab
    مدد کی میز, ہیلپ ڈیسک, اسٹال, کیمپ کہاں, کیمپ کب
  `),
  talk: phrases(`
    talk, talks, lecture, seminar, taqreer, taqrir
    تقریر, لیکچر, سیمینار
  `),
  other: phrases('meeting, meetings, corner meeting, میٹنگ, کارنر میٹنگ'),
  event: phrases('event, events, programme of events, taqreeb, تقریب, تقریبات'),
};

/** Months: a number beside one is a day. */
export const monthWords: readonly string[] = phrases(`
  january, february, march, april, may, june, july, august, september, october, november, december, jan, feb, mar, apr, jun, jul, aug, sep, sept,
  oct, nov, dec
  جنوری, فروری, مارچ, اپریل, مئی, جون, جولائی, اگست, ستمبر, اکتوبر, نومبر, دسمبر
`);

/** Months that are written short; the others stand above in their order. */
const shortMonths: Readonly<Record<string, number>> = {
  ...{ jan: 1, feb: 2, mar: 3, apr: 4, jun: 6, jul: 7, aug: 8 },
  ...{ sep: 9, sept: 9, oct: 10, nov: 11, dec: 12 },
};
const monthsInYear = 12;

/** Which month a name is, from 1. */
export const monthNumber = (name: string): number => {
  const whole = monthWords.filter((each) => shortMonths[each] === undefined);
  return shortMonths[name] ?? (whole.indexOf(name) % monthsInYear) + 1;
};

/** Chat, courtesy, filling: what says nothing of what is meant. */
export const aroundWords: readonly string[] = phrases(`
  a, an, the, of, in, at, on, for, from, to, is, are, am, was, be, been, being, do, does, did, done, have, has, had, having,
  it, its, this, that, these, those, there, here, and, or, but, if, so, not, no, yes, yeah, yep, ok, okay, k, okk, then, than,
  i, im, me, my, mine, we, us, our, you, your, u, ur, he, she, him, her, his, they, them, their, by, with, about, as, up, out,
  what, whats, what is, which, how, why, whom, can, could, would, should, will, shall, may, might, must, please, plz, pls,
  plzz, kindly, tell, tel, show, give, gimme, know, need, want, find, check, look, looking, search, get, got, say, says, said,
  bro, brother, sis, sister, bhai, bhaijan, yaar, yar, dear, friend, friends, guys, everyone, sir, madam, dude, man, boss,
  urgent, asap, quick, quickly, now, today, tomorrow, again, also, too, just, only, very, much, more, any, some, all, every,
  one, someone, somebody, anyone, people, thing, question, answer, reply, info, information, details, detail, wala, wali, wale,
  vote, votes, voting, voter, voters, voted, election, elections, electoral, poll, polls, polling, ballot, ballot paper, paper,
  party, independent, azad, assembly, national, provincial, national assembly, provincial assembly, mna, mpa, contest,
  going, go, come, gonna, wanna, lol, haha, hehe, hmm, hmmm, umm, uh, oh, ah, well, like, hope, sorry, excuse, actually,
  btw, fyi, fwd, forwarded, forward, share, message, msg, sms, whatsapp, facebook, group, sent, received, send, page, post,
  shud, cud, wud, wat, wht, wats, wts, whts, dis, dat, abt, frm, wid, cuz, coz, gud, nd, dnt, cant, knw, thx, tks, hav, gv, tl, teh,
  new, latest, update, updated, official, final, current, year, day, time, id, card, name, names, person, allotted, alloted,
  given, assigned, allocated, assign, contested, contests, really, sure, exactly, right now, family, mother, father, ammi, abbu,
  house, home, live, lives, living, first, second, picture, photo, image, against, under, ask, asking, asked, us seat,
  ka, ki, ke, ko, se, sy, mein, mai, me, main, mn, men, par, pe, per, tak, hai, hay, h, he, hain, hein, hen, ho, hoga, hogi,
  hota, hoti, hote, tha, thi, thay, the, hua, hui, hue, raha, rahi, rahe, rha, rhi, rhe, kar, karo, kare, karen, karna, karein,
  krna, kr, kro, krdo, kardo, kar do, do, den, dein, dena, dain, dijiye, dijie, dy, de, di, diya, diye, dya, gaya, gayi, gaye,
  gya, le, lo, lein, len, lia, liya, kya, kia, keya, q, kyu, kyun, kyon, kaise, kese, kaisay, koi, kuch, kch, sab, bhi, b, hi,
  to, tou, tu, na, nahi, nahin, nai, ni, nhi, haan, han, ji, jee, jii, acha, achha, theek, thek, thik, bas, phir, ab, abhi,
  aur, or, ya, yeh, ye, yh, woh, wo, wahan, yahan, idhar, udhar, is, us, iss, uss, in, un, ap, aap, apka, apki, apke, aapka,
  aapki, aapke, tum, tumhara, mera, meri, mere, mujhe, mujhy, mjhe, muje, mai ne, maine, hum, hamara, hamari, hamare, humara,
  humari, hamen, hame, unka, unki, unke, inka, inki, inke, uska, uski, uske, iska, iski, iske, jis, jo, kis, kisi, kisko,
  batao, btao, bta, bata, batayen, bataein, batain, batana, btana, batado, bta do, bata do, btado, bataiye, bataye, pata,
  pta, maloom, malum, chahiye, chahye, chahie, janna, jana, jaana, jata, dekho, dekhna, dekha, mila, mili, mile, mil, milega,
  wala, sahab, sahib, sahb, saab, janab, bhae, baji, behan, behn, chacha, uncle, aunty, dost, log, logon, logo, bohat, bahut,
  boht, bht, zara, zra, jaldi, please batao, meherbani karke, mehrbani, ghar, kaam, baat, sawal, jawab, intekhab, intikhab,
  intekhabat, election mein, khilaf, taraf, liye, liay, lye, k liye, waste, saath, sath, wapas, bare, baray, bary, konsa,
  konsi, kaunsa, kaunsi, kon sa, kon si, kaun sa, kaun si, kitne, kitni, dalna, dalne, dalun, daalna, dalo, dalein, daalein,
  dabao, dabaein, mohar, muhar, thappa, lagao, lagaein, lagayen, lagana, yaad, rakhen, rakhein, rakho
  کا, کی, کے, کو, سے, کہ, جب, تب, اسی, انہی, ہمارا, میں, پر, پہ, تک, ہے, ہیں, ہو, ہوگا, ہوگی, ہوتا, ہوتی, تھا, تھی, تھے, ہوا, ہوئی, رہا, رہی, رہے, کر, کرو,
  کریں, کرنا, کرے, دیں, دو, دے, دینا, دیا, دی, دیجیے, گیا, گئی, گئے, لے, لو, لیں, لیا, کیا, کیوں, کیسے, کوئی, کچھ, سب, بھی, ہی, تو,
  نہ, نا, نہیں, ہاں, جی, اچھا, ٹھیک, بس, پھر, اب, ابھی, اور, یا, یہ, وہ, وہاں, یہاں, اس, ان, آپ, آپکا, تم, میرا, میری, میرے, مجھے, ہم,
  ہمارا, ہماری, ہمارے, ہمیں, انکا, جس, جو, کس, کسی, بتاؤ, بتائیں, بتا, بتاو, بتانا, بتائیے, بتادیں, بتا دیں, معلوم, پتہ, پتا, چاہیے,
  چاہئے, جاننا, دیکھو, ملا, ملی, ملے, والا, والی, والے, صاحب, صاحبہ, جناب, بھائی, بھائیو, بہن, دوست, دوستو, یار, لوگ, بہت, ذرا,
  جلدی, پلیز, براہ کرم, مہربانی کرکے, ووٹ, ووٹر, ووٹنگ, الیکشن, انتخاب, انتخابات, انتخابی, بیلٹ, پولنگ, پارٹی, آزاد, اسمبلی,
  قومی, صوبائی, قومی اسمبلی, صوبائی اسمبلی, خلاف, طرف, لیے, لئے, بارے, کونسا, کونسی, کون سا, کون سی, کتنے, کتنی, سوال, جواب, نام,
  گھر, کام, بات, آج, کل, میسج, پیغام, گروپ, فارورڈ, شیئر, تازہ, نیا, نئی, اطلاع, خبر, اپنے, اپنا, اپنی, مہر, ٹھپہ, لگائیں, لگانا, ڈالنا,
  ڈالنے, ڈالوں, ڈالیں, یاد, رکھیں, ساتھ, گا, گی, گے, ہوں, ڈال, دن, کارڈ, الاٹ, نے, ایک, والوں, اگر, مگر, لیکن, صرف, جانا, جاؤں
`);

/** What stands before or behind a name. */
export const titleWords: readonly string[] = phrases(`
  mr, mrs, ms, miss, dr, doctor, prof, professor, engr, engineer, advocate, adv, barrister, justice, retd, r, capt, captain,
  col, colonel, major, brig, brigadier, general, hafiz, qari, maulana, molana, mufti, allama, pir, peer, makhdoom, haji, hajji,
  al haj, alhaj, hajj, mst, musammat, mian, sahibzada, janab, mohtarma, begum, bibi, ustad, leader, quaid
  ڈاکٹر, جناب, محترم, محترمہ, مولانا, مفتی, حافظ, قاری, پیر, مخدوم, حاجی, الحاج, ایڈووکیٹ, بیرسٹر, انجینئر, پروفیسر, کیپٹن, کرنل,
  میجر, میاں, بیگم, مسماۃ, صاحبزادہ
`);

/** Numbers in words. */
export const numberWords: Readonly<Record<string, number>> = {
  ...numbered(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    0,
  ),
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  ...numbered(
    'ek do teen char paanch chay saat aath nau das gyara bara tera chauda pandra sola satra athara unnees bees',
    1,
  ),
  ...numbered('ikkees baees teees chaubees pachees chabbees sattaees athaees unattees tees', 21),
  panch: 5,
  chhe: 6,
  nao: 9,
  pachas: 50,
  chalees: 40,
  saath: 60,
  sattar: 70,
  assi: 80,
  nawway: 90,
  sau: 100,
  so: 100,
  ...numbered('ایک دو تین چار پانچ چھ سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس', 1),
  ...numbered('اکیس بائیس تئیس چوبیس پچیس چھبیس ستائیس اٹھائیس انتیس تیس', 21),
  چالیس: 40,
  پچاس: 50,
  ساٹھ: 60,
  ستر: 70,
  اسی: 80,
  نوے: 90,
  سو: 100,
};

function numbered(words: string, from: number): Readonly<Record<string, number>> {
  return Object.fromEntries(words.split(' ').map((word, i) => [word, from + i]));
}
