/** Amounts as files write and read them: a number and its unit, exact to the fen. */
import { type Fen, formatWan, formatYuan, parseFen, parseWan, parseYuan } from '#domain/values/money.ts'
import { asIs, type Titles } from './problem.ts'
import type { Place, YamlSource } from './yaml-source.ts'

const UNITS: Readonly<Record<string, (text: string) => Fen | null>> = {
  'wan yuan': parseWan,
  万元: parseWan,
  yuan: parseYuan,
  元: parseYuan,
  fen: parseFen,
  分: parseFen,
}

export const FEN_UNITS = Object.keys(UNITS)

const AMOUNT = new RegExp(`^(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)? ?(${FEN_UNITS.join('|')})$`)

const WANTED: Titles = {
  zh: '带单位的金额，例如 12,000.00 万元（至多两位小数）、1234567.89 元、123 分',
  en: 'an amount with its unit, such as “12,000.00 万元” (at most two decimals), “1234567.89 元” or “123 分”; or “wan yuan”, “yuan”, “fen”',
}

/** An amount in fen; undefined where it is none. */
export function amountIn(place: Place, { source }: { source: YamlSource }): Fen | undefined {
  const text = source.text(place, WANTED)
  if (text === undefined) return undefined
  const [, whole = '', decimals = '', unit = ''] = AMOUNT.exec(text) ?? []
  return UNITS[unit]?.(`${whole.replaceAll(',', '')}${decimals}`) ?? source.fail(place, WANTED)
}

/** As a file can write it: in 万元, or in 元 what has more decimals than those. */
export const amountText = (amount: Fen): Titles => {
  const wan = formatWan(amount)
  return asIs(parseWan(wan.replaceAll(',', '')) === amount ? `${wan} 万元` : `${formatYuan(amount)} 元`)
}
