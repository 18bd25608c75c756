/** Signs of Telegram's currencies that it does not print by their code. */
const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  '\u20AC': 'EUR',
  '\u00A3': 'GBP',
  '\u00A5': 'JPY',
  'CN\u00A5': 'CNY',
  '\u20B9': 'INR',
  '\u20A9': 'KRW',
  '\u20AA': 'ILS',
  '\u20B4': 'UAH',
  '\u20BD': 'RUB',
  '\u20BA': 'TRY',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  NT$: 'TWD',
  MX$: 'MXN',
  R$: 'BRL',
  '\u2B50': 'XTR',
}

/** An amount as pages print it, by the rules of its currency, to the form that JSON gives: `1 234,56 \u20AC` -> `1234.56 EUR`. Others stay as they are. */
export function printedAmount(printed: string): string {
  const match = /^([^\d\s-]*)\s*(\d[\d.,' \u00A0]*?)\s*([^\d\s]*)$/.exec(printed.replaceAll('\uFE0F', ''))
  if (!match) return printed
  const sign = match[1] || match[3] || ''
  const currency = SIGNS[sign] ?? (/^[A-Z]{3}$/.test(sign) ? sign : undefined)
  if (currency === undefined) return printed
  // A separator before the last two digits is the decimal one: thousands come in threes.
  const [, whole = '', cents = ''] = /^(.*?)(?:[.,](\d{2}))?$/.exec(match[2]!) ?? []
  return `${whole.replace(/\D/g, '')}${cents === '' ? '' : `.${cents}`} ${currency}`
}
