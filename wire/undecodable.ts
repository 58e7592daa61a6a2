/** A payload that could not be decoded, as a value: handlers refuse it, the case goes on. */
export interface Undecodable {
  __undecodable: true
  encoding: string
  /** Size of the payload's data in bytes. */
  size: number
  /** The first bytes, Base64, for the dead letter. */
  head: string
}

export const isUndecodable = (value: unknown): value is Undecodable =>
  typeof value === 'object' && value !== null && (value as Partial<Undecodable>).__undecodable === true
