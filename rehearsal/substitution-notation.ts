/** 代班 as a file writes it: `{ person: 陈昊, substitute: 林涛, from: 2026-03-02, to: 2026-03-13, acts: [受理] }`. */

import type { Kind } from '#domain/engine/kind.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { NOTHING } from './problem.ts'
import { A_PERSON, organisationAt, personAt } from './read-party.ts'
import { dateIn } from './read-values.ts'
import { doerOf, type ReferenceDirectory } from './reference-directory.ts'
import type { PlannedSubstitution } from './rehearsal.ts'
import { type Words, wordIn } from './words.ts'
import type { Place, YamlSource } from './yaml-source.ts'

const WORDS = {
  person: { zh: '人员' },
  substitute: { zh: '代理人' },
  from: { zh: '自' },
  to: { zh: '至' },
  acts: { zh: '事项' },
  stages: { zh: '阶段' },
  owners: { zh: '建设单位' },
} as const
const LISTED = { zh: '列表中的词语', en: 'a word of the list' }

export function substitutionIn(
  place: Place,
  reading: { source: YamlSource; kind: Kind; directory: ReferenceDirectory },
): PlannedSubstitution[] {
  const { source, kind } = reading
  const fields = source.fields(place, WORDS, { zh: '代班', en: 'a substitution' })
  const personOf = (at: Place | undefined) =>
    at ? personAt(at, reading) : source.fail(place, A_PERSON, NOTHING)
  const [person, substitute] = [personOf(fields.person), personOf(fields.substitute)]
  const [from, to] = [fields.from && dateIn(source, fields.from), fields.to && dateIn(source, fields.to)]
  if (!from || !to) source.fail(place, { zh: '“自”和“至”', en: '“from” and “to”' }, NOTHING)
  const doer = person && doerOf(person)
  if (!doer || !substitute || !from || !to) return []
  const wordFrom = (words: Words<string>) => (item: Place) => {
    const text = source.text(item, { zh: '词语', en: 'a word' })
    return text === undefined ? undefined : (wordIn(words, text) ?? source.unknown(item, text, words, LISTED))
  }
  const acts = listIn(source, fields.acts, wordFrom(kind.actions))
  const stages = listIn(source, fields.stages, wordFrom(kind.stages))
  const owners = listIn(source, fields.owners, (item) => organisationAt(item, reading)?.id)
  const scope = { ...(acts ? { acts } : {}), ...(stages ? { stages } : {}), ...(owners ? { owners } : {}) }
  return [{ person: doer, substitute: substitute.id as PersonId, from, to, scope }]
}

function listIn<T>(
  source: YamlSource,
  place: Place | undefined,
  read: (item: Place) => T | undefined,
): T[] | undefined {
  if (!place) return undefined
  return source.items(place, { zh: '列表', en: 'a list' }).flatMap((item) => read(item) ?? [])
}
