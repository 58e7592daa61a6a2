/** Fields of the contents that acts of every kind of case have, in Chinese. */
import type { Vocabulary } from './kind-rehearsal.ts'
import type { Words } from './words.ts'

const SHARED: Words<string> = {
  step: { zh: '签署事项' },
  contentHash: { zh: '内容摘要' },
  seat: { zh: '席位' },
  reasons: { zh: '理由' },
  position: { zh: '位置' },
  of: { zh: '参照席位' },
  person: { zh: '人员' },
  role: { zh: '角色' },
  org: { zh: '单位' },
  to: { zh: '交给' },
  recommends: { zh: '建议' },
  advice: { zh: '意见' },
  people: { zh: '人员名单' },
  task: { zh: '待办' },
  title: { zh: '名称' },
  kind: { zh: '种类' },
  digest: { zh: '摘要' },
  files: { zh: '文件' },
}

/** The fields of an object as files name them: amounts without `Fen`, as they are never in fen. */
export function fieldsOf(properties: object, { own }: Pick<Vocabulary, 'own'>): Words<string> {
  const names = Object.keys(properties).map((name) => name.replace(/Fen$/, ''))
  return Object.fromEntries(
    names.map((name) => [name, { zh: (own.fields?.[name] ?? SHARED[name])?.zh ?? name }]),
  )
}
