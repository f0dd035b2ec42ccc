import type { FieldName } from '@/lib/import/field-names'

/** What the name of a column may look like. Anything else may be a value, such as a hash, and is not printed. */
export const PLAIN_NAME = /^[\w .-]{1,40}$/

/** The field that a name resembles in any spelling, such as disabledAt, Is-Active or EMAIL_VERIFIED. */
export function fieldLike(name: string): FieldName | undefined {
  return likeness.get(name.toLowerCase().replace(/[^a-z]/g, ''))
}

const others: { [Name in FieldName]?: string } = {
  id: 'id userid uuid uid oid',
  first_name: 'firstname givenname forename fname',
  last_name: 'lastname familyname surname lname',
  email: 'email emailaddress mail',
  phone_number: 'phonenumber phone mobile mobilephone mobilenumber telephone tel',
  password_hash: 'passwordhash password passwd hashedpassword encryptedpassword passworddigest passhash hash',
  email_verified_at: 'emailverifiedat emailconfirmedat verifiedat confirmedat',
  email_verified:
    'emailverified isemailverified emailconfirmed isemailconfirmed verified isverified confirmed isconfirmed',
  disabled_at:
    'disabledat deactivatedat suspendedat bannedat blockedat lockedat deletedat archivedat removedat bannedtill banneduntil lockeduntil lockoutend',
  disabled:
    'disabled isdisabled deactivated isdeactivated suspended issuspended banned isbanned blocked isblocked locked islocked deleted isdeleted archived isarchived inactive isinactive removed isremoved',
  is_active:
    'isactive active enabled isenabled activated isactivated status accountstatus userstatus state accountstate',
  deletion_due_at: 'deletiondueat deleteat deleteafter scheduleddeletionat deletionscheduledat',
  created_at:
    'createdat created createdon createdate datecreated datejoined joinedat joined registeredat registered creationtime',
  updated_at: 'updatedat updated updatedon modifiedat modified lastmodified',
}
const likeness = new Map(
  Object.entries(others).flatMap(([field, names]) =>
    names.split(' ').map((name) => [name, field as FieldName] as const),
  ),
)
