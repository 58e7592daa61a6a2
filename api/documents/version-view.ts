/** The view of a version of a document. */
import type { Directory } from '#db/intake/directory.ts'
import type { DocumentVersion } from '#db/intake/documents.ts'
import { namedOrg, namedPerson } from '../contract/named.ts'

export const hrefOf = ({ document, version }: Pick<DocumentVersion, 'document' | 'version'>): string =>
  `/v1/documents/${document}/versions/${version}`

export function versionView(found: DocumentVersion, directory: Directory) {
  const { holder: _holder, uploadedBy, uploadedFor, ...rest } = found
  return {
    ...rest,
    uploadedBy: namedPerson(directory, uploadedBy),
    uploadedFor: namedOrg(directory, uploadedFor),
    href: hrefOf(found),
  }
}
