// What everyday things are called in Urdu, for the search alone: many lists name ballot symbols in English only, and
// people ask for them in the word they use. Never shown, and never a symbol's name.

const lines = `
aeroplane/airplane ہوائی جہاز/جہاز
apple سیب
arrow تیر
axe کلہاڑی
balloon/balloons غبارہ/غبارے
basket ٹوکری
bat بلا
batsman بلے باز
bear ریچھ
bed پلنگ/چارپائی
bell گھنٹی
bicycle سائیکل
binoculars دوربین
black board تختہ سیاہ
boat کشتی
book کتاب
bottle بوتل
bow کمان
bridge پل
bucket بالٹی
bulb بلب
bullock cart بیل گاڑی
bunch of grapes/grapes انگور کا گچھا/انگور
bus بس
butterfly تتلی
calendar کیلنڈر
camel اونٹ
candle موم بتی/شمع
cannon توپ
cap ٹوپی
car کار/گاڑی
chair کرسی
chimney چمنی
clock گھڑی/گھڑیال
coat کوٹ
coins/coin سکے/سکہ
comb کنگھی/کنگھا
corn مکئی/بھٹہ
cow گائے
crane کرین
crescent چاند/ہلال
crocodile مگرمچھ
crown تاج
cup پیالی/کپ
curtain پردہ
date tree کھجور کا درخت/کھجور
deer ہرن
diamond ہیرا
door دروازہ
dove فاختہ
drum/dhol ڈھول
duck بطخ
eagle عقاب/شاہین
electric pole بجلی کا کھمبا
elephant ہاتھی
eye آنکھ
fan پنکھا
fire engine فائر بریگیڈ
fish مچھلی
fist مکا
flower پھول
flower pot گملا
football فٹ بال
fort قلعہ
fountain فوارہ
garland ہار
gate گیٹ/پھاٹک
ghulail/slingshot غلیل
giraffe زرافہ
glass گلاس
goat بکری
gun بندوق
hammer ہتھوڑا
hand/human hand ہاتھ/پنجہ
hand pump نلکا/ہینڈ پمپ
hen مرغی
honey شہد
hookah حقہ
horse گھوڑا
house گھر/مکان
hut جھونپڑی/جھگی
ink pot دوات
iron استری
jharoo/broom جھاڑو
jug جگ
kettle کیتلی
key چابی
king بادشاہ
kite پتنگ
knife چھری/چاقو
ladder سیڑھی
lamp/oil lamp/chiragh چراغ/دیا/لیمپ
lantern لالٹین
laptop لیپ ٹاپ
leaf پتا/پتہ
lighter لائٹر
lion شیر
lock تالا
loudspeaker لاؤڈ سپیکر
mango آم
mobile phone موبائل فون
motorcycle موٹر سائیکل
mountain پہاڑ
mug مگ
newspaper اخبار
ostrich شتر مرغ
ox/bull بیل
parrot طوطا
peacock مور
pen قلم
pencil پنسل
persian wheel رہٹ
pigeon کبوتر
pitcher گھڑا/صراحی
plough ہل
pomegranate انار
pot ہانڈی
queen ملکہ
rabbit خرگوش
racket ریکٹ
radio ریڈیو
railway engine ریل کا انجن/ریل گاڑی
rickshaw رکشہ
ring انگوٹھی
rope رسی
rose گلاب
saddle کاٹھی/زین
saw آری
scale/scales ترازو
school bag سکول بیگ/بستہ
scissors قینچی
sewing machine سلائی مشین
sheep بھیڑ
ship بحری جہاز
shoe جوتا
slate سلیٹ
spade کدال/بیلچہ
sparrow چڑیا
spectacles/glasses عینک
spider مکڑی
spinning wheel چرخہ
spoon چمچ/چمچہ
stag بارہ سنگھا
star ستارہ
stick لاٹھی/چھڑی
street light گلی کی بتی
stool سٹول
sun سورج
sun flower/sunflower سورج مکھی
swallow ابابیل
swing جھولا
sword تلوار
table میز
table lamp ٹیبل لیمپ
takhti تختی
tambourine دف
tank/combat tank ٹینک
telephone ٹیلی فون
television ٹی وی/ٹیلی ویژن
tiger شیر/چیتا
tonga تانگہ
top لٹو
torch ٹارچ/مشعل
tortoise کچھوا
tractor ٹریکٹر
train ریل گاڑی
tree درخت
truck ٹرک
turban پگڑی
two sword دو تلواریں/تلواریں
tyre ٹائر
umbrella چھتری
victory sign فتح کا نشان/وکٹری
waist coat واسکٹ
wall دیوار
watch/wrist watch گھڑی
water fall/waterfall آبشار
water tank پانی کی ٹینکی
well کنواں
wheat/wheat bunch گندم/گندم کا خوشہ
wheel پہیہ
whistle سیٹی
wind mill/windmill ہوا چکی/پن چکی
window کھڑکی
`;

/** Names of things, each line the English ones and the Urdu ones. */
export const things: readonly (readonly [english: readonly string[], urdu: readonly string[]])[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const at = line.search(/[\u0600-\u06ff]/);
    return [line.slice(0, at).trim().split('/'), line.slice(at).trim().split('/')];
  });
