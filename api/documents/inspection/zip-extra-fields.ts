/** The extra fields of a zip entry: times, padding and others. Some fields contain a second name or a link. */
import { FileRefused } from './file-refusals.ts'

const HEADER = 4
const RENAMING: readonly number[] = [
  /** Info-ZIP's Unicode path, which unpackers prefer to the name. */
  0x7075,
  /** A name in another language's encoding. */
  0x0008,
  /** Unix fields of PKWARE and ASi, with the target of a link. */
  0x000d, 0x756e,
]

/** The fields by id. Throws if a field could give the entry another name. */
export function extraFields(extra: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>()
  let at = 0
  // Fewer bytes than a header are padding.
  while (at + HEADER <= extra.length) {
    const id = extra.readUInt16LE(at)
    const next = at + HEADER + extra.readUInt16LE(at + 2)
    if (next > extra.length || RENAMING.includes(id)) throw new FileRefused('zipUnreadable')
    fields.set(id, extra.subarray(at + HEADER, next))
    at = next
  }
  return fields
}
