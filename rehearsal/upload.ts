/** Uploads a file to a case, as a new document or as a version of an existing one. */
import type { Answer, ApiClient } from './client.ts'
import type { ObservedDocument } from './observation.ts'
import { Unplayable } from './problem.ts'
import type { PlannedUpload } from './rehearsal.ts'

export async function uploadFile(api: ApiClient, address: string, upload: PlannedUpload): Promise<Answer> {
  return api.upload(upload.by, await placeOf(api, address, upload), upload)
}

async function placeOf(
  api: ApiClient,
  address: string,
  { by, kind, versionOf }: PlannedUpload,
): Promise<string> {
  const documents = `${address}/documents`
  if (versionOf === null) return `${documents}?kind=${kind}`
  const { items } = await api.read<{ items: (ObservedDocument & { document: string })[] }>(
    `${documents}?limit=200`,
    by,
  )
  const known = items.find(({ name }) => name === versionOf)
  if (!known) {
    throw new Unplayable({
      zh: `没有可以增加版本的文件“${versionOf}”`,
      en: `there is no document “${versionOf}” to add a version to`,
    })
  }
  return `/v1/documents/${known.document}/versions`
}
