import { answer, asks, jsonRoutes } from '@/app/_http/json/json-routes'
import { exportData } from '@/lib/data-export/export-data'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: asks(exportData, (data) => {
    const name = `account-${data.exported_at.slice(0, 10)}.json`
    return answer(data, 200, { 'Content-Disposition': `attachment; filename="${name}"` })
  }),
})
