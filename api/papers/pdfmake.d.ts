/** The little of pdfmake that is used here; the published types would add the browser's globals to everything. */
declare module 'pdfmake' {
  export type Content =
    | string
    | Content[]
    | {
        text?: string | Content[]
        stack?: Content[]
        table?: {
          body: Content[][]
          widths?: (string | number)[]
          headerRows?: number
          dontBreakRows?: boolean
        }
        layout?: string
        style?: string
        [look: string]: unknown
      }

  export interface DocumentDefinition {
    content: Content[]
    [part: string]: unknown
  }

  const pdfmake: {
    virtualfs: { writeFileSync(name: string, content: Buffer): void }
    addFonts(fonts: Record<string, Record<string, string>>): void
    setUrlAccessPolicy(isAllowed: (url: string) => boolean): void
    setLocalAccessPolicy(isAllowed: (path: string) => boolean): void
    createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Buffer> }
  }

  // biome-ignore lint/style/noDefaultExport: the package has one
  export default pdfmake
}
