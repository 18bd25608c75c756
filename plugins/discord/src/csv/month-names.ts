/** Short month names as .NET writes them, by the exporter's language; each line is January to December. */
const LANGUAGES = [
  'jan feb mar apr may jun jul aug sep oct nov dec', // English
  'jan feb mrz apr mai jun jul aug sep okt nov dez', // German
  'januar februar märz april mai juni juli august september oktober november dezember',
  'jän feb mär apr mai jun jul aug sept okt nov dez', // Austrian
  'janv févr mars avr mai juin juil août sept oct nov déc', // French
  'ene feb mar abr may jun jul ago sept oct nov dic', // Spanish
  'jan fev mar abr mai jun jul ago set out nov dez', // Portuguese
  'gen feb mar apr mag giu lug ago set ott nov dic', // Italian
  'jan feb mrt apr mei jun jul aug sep okt nov dec', // Dutch
  'jan feb mar apr maj jun jul aug sep okt nov dec', // Swedish, Danish, Norwegian
  'sty lut mar kwi maj cze lip sie wrz paź lis gru', // Polish
  'led úno bře dub kvě čvn čvc srp zář říj lis pro', // Czech
  'янв фев мар апр май июн июл авг сен окт ноя дек', // Russian
  'янв февр мар апр мая июн июл авг сент окт нояб дек',
  'січ лют бер кві тра чер лип сер вер жов лис гру', // Ukrainian
  'oca şub mar nis may haz tem ağu eyl eki kas ara', // Turkish
]

const MONTHS = new Map(
  LANGUAGES.flatMap((names) => names.split(' ').map((name, index) => [name.normalize('NFC'), index + 1] as const)),
)

/** 1 to 12, or undefined for a name that is in none of the languages. `3月` and `3월` are numbers already. */
export function monthNumber(name: string): number | undefined {
  const plain = name.normalize('NFC').toLowerCase().replace(/\.$/, '')
  const digits = /^(\d{1,2})[月월]?$/.exec(plain)
  return digits === null ? MONTHS.get(plain) : Number(digits[1])
}
