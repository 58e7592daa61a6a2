/** 代班 as a file writes it: `{ person: 陈昊, substitute: 林涛, from: 2026-03-02, to: 2026-03-13, acts: [受理] }`. */

import type { Kind } from '#domain/engine/kind.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { dateIn } from './read-values.ts'
import { doerOf, type ReferenceDirectory } from './reference-directory.ts'
import type { PlannedSubstitution } from './rehearsal.ts'
import { wordIn } from './words.ts'
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

export function substitutionIn(
  place: Place,
  { source, kind, directory }: { source: YamlSource; kind: Kind; directory: ReferenceDirectory },
): PlannedSubstitution[] {
  const fields = source.fields(place, WORDS, 'a substitution')
  const personOf = (at: Place | undefined) => {
    const found = at && directory.find(source.text(at, 'a person') ?? '')
    return found ?? source.fail(at ?? place, 'a person of db/reference/people.yaml')
  }
  const [person, substitute] = [personOf(fields.person), personOf(fields.substitute)]
  const [from, to] = [fields.from && dateIn(source, fields.from), fields.to && dateIn(source, fields.to)]
  if (!from || !to) source.fail(place, '“from” and “to”', 'none')
  const doer = person && doerOf(person)
  if (!doer || !substitute || !from || !to) return []
  const acts = listIn(source, fields.acts, (text) => wordIn(kind.actions, text))
  const stages = listIn(source, fields.stages, (text) => wordIn(kind.stages, text))
  const owners = listIn(source, fields.owners, (text) => text)
  const scope = { ...(acts ? { acts } : {}), ...(stages ? { stages } : {}), ...(owners ? { owners } : {}) }
  return [{ person: doer, substitute: substitute.id as PersonId, from, to, scope }]
}

function listIn<T>(
  source: YamlSource,
  place: Place | undefined,
  read: (text: string) => T | undefined,
): T[] | undefined {
  if (!place) return undefined
  return source.items(place, 'a list').flatMap((item) => {
    const text = source.text(item, 'a word') ?? ''
    return read(text) ?? source.fail(item, 'a word of the list', text) ?? []
  })
}
