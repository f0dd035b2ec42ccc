/** The parts of /openapi.json that journeys read. The type is repeated here because journeys import no product code. */
export type OpenApiDocument = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

type Operation = {
  operationId: string
  description: string
  security: unknown[]
  parameters?: { name: string; example?: unknown }[]
  requestBody?: { content: Record<'application/json', { example?: Record<string, unknown> }> }
  responses: Record<string, { headers?: object; content?: Record<string, { schema: object; examples?: object }> }>
}

export async function readDocument(url: string): Promise<OpenApiDocument> {
  const response = await fetch(`${url}/openapi.json`)
  return response.json()
}
