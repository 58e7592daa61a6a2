/**
 * An amount in fen (1 yuan = 100 fen), a safe integer >= 0. 2^53-1 fen are 90 万亿元, so JSON and the database
 * carry every amount unchanged. Only this file does arithmetic on it: `a + b` on brands is a plain number.
 */
export type Fen = number & { readonly __brand: 'Fen' }

// Amounts are written in 万元 with 2 decimals, so the last digit shown is 100 元 (rulebook §4).
const FEN_PER_WAN = 1_000_000
const FEN_PER_WAN_CENT = 10_000

const FEN_PER_YUAN = 100
const SHAPE = /^(0|[1-9]\d{0,15})(?:\.(\d{1,2}))?$/

/** Whether `x` is an amount in fen. Minus zero is not: JSON would change it to zero. */
export function isFen(x: unknown): x is Fen {
  return Number.isSafeInteger(x) && (x as number) >= 0 && !Object.is(x, -0)
}

/** Brands an amount in fen. Throws RangeError unless it is a safe integer >= 0. */
export function fen(n: number): Fen {
  if (!isFen(n)) throw new RangeError(`not an amount in fen: ${n}`)
  return n
}

/** The sum of the parts, 0 for none. Throws RangeError beyond the safe integers. */
export function addFen(...parts: Fen[]): Fen {
  return sumFen(parts)
}

/** The sum of the list, 0 for an empty one. Throws RangeError beyond the safe integers. */
export function sumFen(list: readonly Fen[]): Fen {
  // Checked at each step: once past 2^53 a float sum may round to a number that looks right.
  return list.reduce((sum, part) => fen(sum + part), fen(0))
}

/** `a` - `b`. Throws RangeError if `b` is more than `a`: amounts are never negative. */
export function subtractFen(a: Fen, b: Fen): Fen {
  return fen(a - b)
}

/** Negative if `a` is less than `b`, 0 if equal, positive if more. */
export function compareFen(a: Fen, b: Fen): number {
  return a - b
}

/**
 * Whether `part` is at most `percent` % of `whole`, decided on whole fen: exactly 15% is within 15%, one fen
 * more is not. Throws RangeError unless `percent` is an integer >= 0.
 */
export function isAtMostPercent(part: Fen, percent: number, whole: Fen): boolean {
  return 100n * BigInt(part) <= percentAsBigInt(percent) * BigInt(whole)
}

/**
 * `percent` % of `whole`, rounded down to the fen, so that it never exceeds the percentage. Throws RangeError
 * unless `percent` is an integer >= 0, or if the result is beyond the safe integers.
 */
export function percentOf(whole: Fen, percent: number): Fen {
  return fen(Number((BigInt(whole) * percentAsBigInt(percent)) / 100n))
}

/**
 * Splits `total` in proportion to the weights; the shares add up to `total` exactly. Each share is rounded down, then
 * the largest remainders get one fen more each, the earlier share first if remainders are equal.
 * A weight of 0 gets 0. Throws RangeError unless the weights are safe integers >= 0 and one is above 0.
 */
export function share(total: Fen, weights: readonly number[]): Fen[] {
  const parts = weights.map((weight) => BigInt(fen(weight)))
  const whole = parts.reduce((sum, part) => sum + part, 0n)
  if (whole === 0n) throw new RangeError('nothing to share by: no weight is above 0')
  const exact = parts.map((part) => BigInt(total) * part)
  const shares = exact.map((product) => Number(product / whole))
  const left = total - shares.reduce((sum, part) => sum + part, 0)
  // Sorting is stable, which makes the earlier share win among equal remainders.
  const byRemainder = exact
    .map((product, index) => ({ index, remainder: product % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1))
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return shares.map((part, index) => fen(raised.has(index) ? part + 1 : part))
}

/**
 * The amount that `text` states in 万元 with at most 2 decimals ('8640', '1296.01'), or null if it is anything
 * else: a sign, a separator, a space, full-width digits, a leading zero, a third decimal, too large a number.
 */
export const parseWan = (text: string): Fen | null => parsed(text, FEN_PER_WAN, FEN_PER_WAN_CENT)

/** The same of an amount in 元: '1234567.89'. */
export const parseYuan = (text: string): Fen | null => parsed(text, FEN_PER_YUAN, 1)

/** The same of an amount in 分, which has no decimals. */
export const parseFen = (text: string): Fen | null => (text.includes('.') ? null : parsed(text, 1, 0))

function parsed(text: string, perUnit: number, perCent: number): Fen | null {
  const match = SHAPE.exec(text)
  if (!match) return null
  const [, whole = '', decimals = ''] = match
  const amount = Number(whole) * perUnit + Number(decimals.padEnd(2, '0')) * perCent
  return isFen(amount) ? amount : null
}

/**
 * The amount in 万元 with separators and 2 decimals: '12,000.00'. If it is no multiple of 100 元 it has as many decimals
 * as needed, up to 6: a rounded amount above a limit could look like the limit.
 */
export function formatWan(amount: Fen): string {
  const digits = String(amount).padStart(7, '0')
  const whole = digits.slice(0, -6).replace(/\B(?=(?:\d{3})+$)/g, ',')
  const decimals = digits.slice(-6).replace(/0{1,4}$/, '')
  return `${whole}.${decimals}`
}

/** The amount in 元 with separators and 2 decimals: '1,234,567.89'. */
export function formatYuan(amount: Fen): string {
  const digits = String(amount).padStart(3, '0')
  return `${digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',')}.${digits.slice(-2)}`
}

function percentAsBigInt(percent: number): bigint {
  if (!Number.isSafeInteger(percent) || percent < 0)
    throw new RangeError(`not a whole percentage: ${percent}`)
  return BigInt(percent)
}
