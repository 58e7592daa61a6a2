/** Files: what is held for the case, and to which of them a verdict is bound. */
import type { ReviewEvent } from '#domain/review/events.ts'
import { sha256 } from '../file-content.ts'
import type { Observation } from '../observation.ts'
import type { Titles } from '../problem.ts'
import { differs, type Expectation, type Mismatch, type Reading, sameSet } from './expectation.ts'
import { integer, isNone } from './reading.ts'

const DOCUMENTS: Titles = { zh: '文件及其版本号', en: 'documents and versions' }
const FILE_NAMES: Titles = { zh: '文件名', en: 'the name of a file' }

export const FILES = {
  documents: {
    zh: '文件',
    en: 'documents held for the case, by name with the number of the version, each downloaded and compared; or none',
    read: (place, reading) => {
      if (isNone(reading, place)) return async (seen) => namesOf(seen, [])
      const expected = reading.source.entries(place, DOCUMENTS).map(([name, value]) => ({
        name,
        version: integer(reading, value, { zh: '版本号', en: 'the number of a version' }) ?? 0,
        // What the name means at this step: a later upload under the same name is another content.
        digest: reading.registry.has(name) ? reading.registry.digestOf(name) : null,
      }))
      return async (seen) => [
        ...(await namesOf(seen, expected)),
        ...(await Promise.all(expected.map((one) => differences(seen, one)))).flat(),
      ]
    },
  },
  signed: {
    zh: '所签文件',
    en: 'the files, exactly, that each verdict of this step is bound to, by their names; or none',
    read: (place, reading) => {
      const names = namesIn(place, reading)
      if (!names) return undefined
      // Computed now: a later version under the same name is not what was signed.
      const expected = names.map((name) => ({ name, digest: reading.registry.digestOf(name) }))
      return async (seen) => signedAs(expected, await verdictsOf(seen))
    },
  },
} as const satisfies Record<string, Expectation>

interface Held {
  name: string
  version: number
  digest: string | null
}

async function namesOf(seen: Observation, expected: readonly Held[]): Promise<Mismatch[]> {
  const [wanted, held] = [expected, await seen.documents()].map((list) => list.map(({ name }) => name))
  return sameSet({ zh: '', en: 'documents' }, wanted ?? [], held ?? [])
}

/** The version that is listed, and the content that is given for it: byte by byte what was brought. */
async function differences(seen: Observation, { name, version, digest }: Held): Promise<Mismatch[]> {
  const found = (await seen.documents()).find((one) => one.name === name)
  if (!found) return []
  const given = sha256((await seen.file(found.href)).content)
  const versionOf = (n: number) => ({ zh: `${name}第 ${n} 版`, en: `version ${n} of ${name}` })
  const withDigest = (hash: string) => ({
    zh: `${name}，摘要 ${hash}`,
    en: `${name} with the digest ${hash}`,
  })
  const withContent = (hash: string) => ({
    zh: `${name}，内容摘要 ${hash}`,
    en: `${name} with the content ${hash}`,
  })
  return [
    ...(version === found.version ? [] : differs(versionOf(version), versionOf(found.version))),
    ...(found.digest === given ? [] : differs(withDigest(found.digest), withDigest(given))),
    ...(digest === null || digest === given ? [] : differs(withContent(digest), withContent(given))),
  ]
}

function namesIn(place: Parameters<Expectation['read']>[0], reading: Reading): string[] | undefined {
  if (isNone(reading, place)) return []
  const places = reading.source.isList(place) ? reading.source.items(place, FILE_NAMES) : [place]
  const names = places.map((item) => reading.source.text(item, FILE_NAMES))
  return names.every((name) => name !== undefined) ? names : undefined
}

/** Per verdict, the digests of the files that were signed. */
async function verdictsOf(seen: Observation): Promise<string[][]> {
  const events = (await seen.events()).map(({ event }) => event as ReviewEvent)
  return events.flatMap((event) => (event.type === 'verdictGiven' ? [[...event.fileDigests]] : []))
}

function signedAs(
  expected: readonly { name: string; digest: string }[],
  verdicts: readonly (readonly string[])[],
): Mismatch[] {
  const nameOf = (digest: string): string => expected.find((one) => one.digest === digest)?.name ?? digest
  const names = expected.map(({ name }) => name)
  const verdict = { zh: '所签', en: 'a verdict on' }
  if (verdicts.length === 0) return sameSet(verdict, names, [])
  return verdicts.flatMap((digests) => sameSet(verdict, names, digests.map(nameOf)))
}
