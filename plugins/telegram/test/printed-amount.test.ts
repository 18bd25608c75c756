import {expect, it} from 'vitest'
import {printedAmount} from '../src/html/printed-amount.js'

it.each([
  ['$19.99', '19.99 USD'],
  ['$1,234.50', '1234.50 USD'],
  ['19,99\u00A0\u20AC', '19.99 EUR'],
  ['1 234,56 \u20AC', '1234.56 EUR'],
  ['1.234.567,00 \u20BD', '1234567.00 RUB'],
  ['\u00A51,235', '1235 JPY'],
  ['\u2B50\uFE0F50', '50 XTR'],
  ['R$10,00', '10.00 BRL'],
  ['AED 10.00', '10.00 AED'],
  ['10.00 CHF', '10.00 CHF'],
  ['?5', '?5'],
  ['', ''],
  ['soon', 'soon'],
])('%s is %s', (printed, amount) => {
  expect(printedAmount(printed)).toBe(amount)
})
