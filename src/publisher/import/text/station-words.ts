// Words that Urdu lists of polling stations are made of: by them a text that a PDF gave the wrong way round is known, and
// put right. Spelled as the lists themselves do.

/** Whom a station is for, as its name says it. */
export const kindWords: Readonly<Record<'men' | 'women' | 'all', readonly string[]>> = {
  men: ['مرد', 'مردانہ', 'male', 'males', 'men', 'gents'],
  women: ['عورت', 'خواتین', 'زنانہ', 'عورتیں', 'female', 'females', 'women', 'ladies'],
  all: ['مشترکہ', 'combined', 'joint', 'mixed', 'both'],
};

export const stationWords: readonly string[] = (
  'مرد مردانہ عورت خواتین زنانہ مشترکہ اسلام آباد ماڈل سکول سکولز اسکول کالج فار گرلز بوائز نمبر سیکٹر گلی روڈ ہاؤس پبلک یونین ' +
  'کونسل پرائمری ایلیمنٹری مڈل ہائی ہائیر سیکنڈری گورنمنٹ انسٹیٹیوٹ ہسپتال مرکز دفتر آفس مسجد مدرسہ محلہ کالونی ٹاؤن گاؤں چک ' +
  'ضلع تحصیل بلاک فیز اکیڈمی یونیورسٹی سنٹر سینٹر ڈسپنسری پنڈ ڈھوک بازار چوک نزد بلڈنگ کمیونٹی ہال لائبریری جامعہ شہید چھاؤنی ' +
  'اسٹریٹ سٹریٹ پارک گراؤنڈ شرقی غربی شمالی جنوبی بستی موضع ڈاکخانہ ویلفیئر سوسائٹی فاؤنڈیشن سسٹم نیشنل لاہور راولپنڈی کراچی ' +
  'ملتان سنگم ایوب میرا بیری گوڑہ بھارہ کہو ترلائی علی پور سہالہ پرائیویٹ بنیادی صحت ووکیشنل ٹریننگ کیمپس ایجوکیشن ' +
  'اور اینڈ آف بلاک سینئر جونیئر جعفر احمد خان محمد مہر چودھری سیداں نور سسٹم جی ایف آئی ایچ'
).split(' ');
