import { inputFromBody, inputFromUrl, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { deleteAccount } from '@/lib/account-deletion/delete-account'
import { updateProfile } from '@/lib/profile/update-profile'
import { whoAmI } from '@/lib/sessions/who-am-i'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: inputFromUrl(whoAmI, (value) => jsonAnswer(value)),
  PATCH: inputFromBody(updateProfile, (value) => jsonAnswer(value)),
  DELETE: inputFromBody(deleteAccount, (value) => jsonAnswer(value, 202)),
})
