/** A unified social credit code 统一社会信用代码 (GB 32100-2015 [C:S25]), 18 characters. */
export type Uscc = string & { readonly __brand: 'Uscc' }

// The value of a character is its position here. I, O, S, V and Z are not used because they are easily misread.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

// Registering department and kind, region (6 digits), organisation code (9), check character.
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/**
 * Whether `s` is a well-formed code: shape, check character, and the check of the organisation code inside it
 * (GB 11714 [R+]). It does not say that the organisation exists. Lower case is refused.
 */
export function isUscc(s: unknown): s is Uscc {
  if (typeof s !== 'string' || !SHAPE.test(s)) return false
  return s[17] === checkCharacter(s.slice(0, 17)) && s[16] === organisationCheck(s.slice(8, 16))
}

function checkCharacter(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(body.charAt(i)), 0)
  // The outer remainder is needed for a result of 31, which is written '0'. Many implementations forget it.
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

// Values here are those of GB 11714, where A-Z are 10-35 without gaps, unlike the alphabet above.
function organisationCheck(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce((total, w, i) => total + w * Number.parseInt(body.charAt(i), 36), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}
