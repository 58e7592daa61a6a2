/**
 * Electronic seals 电子印章 in OFD: ASN.1 that brings the picture of the seal, often as an OFD of its own. That is the
 * one archive within that signed files cannot do without, and no program unpacks it but one that reads seals.
 */

const SEAL_NAME = /(?:^|\/)(?:signedvalue\.dat|[^/]+\.esl)$/i
const SEQUENCE = 0x30
const LONG_FORM = 0x80
/** So much of the start says how long it is. */
export const SEAL_HEAD = 6

/** By its name, and as one sequence from its first byte to its last. */
export function isSeal(name: string, head: Buffer, length: number): boolean {
  const lengthBytes = (head[1] ?? 0) - LONG_FORM
  if (!SEAL_NAME.test(name) || head[0] !== SEQUENCE || lengthBytes < 1 || lengthBytes > 4) return false
  return head.length > 1 + lengthBytes && 2 + lengthBytes + head.readUIntBE(2, lengthBytes) === length
}
