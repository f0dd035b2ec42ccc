/**
 * Rekey API
 * 1.0.0
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "http://localhost:3000"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "http://localhost:3000"
};
export type RegisterBody = {
    /** At most 100 characters; spaces around it are removed. */
    first_name: string;
    /** At most 100 characters; spaces around it are removed. */
    last_name: string;
    /** 10 to 15 digits, with a + before them if you like. Spaces, dots, dashes and brackets are removed. */
    phone_number: string;
    /** Spaces around it are removed; upper and lower case are one. */
    email: string;
    /** Any characters, compared in NFC. Common passwords and the email address itself are refused. */
    password: string;
    /** A secret of yours, in the mode “confirm”: who sends it to verifyEmail needs no password there. */
    browser?: string;
};
export type User = {
    id: string;
    first_name: string;
    last_name: string;
    email: string;
    /** 10 to 15 digits, with a + before them where one was given. */
    phone_number: string;
    /** Whether the mailbox was proven. */
    email_verified: boolean;
    created_at: string;
};
export type ProblemDetails = {
    /** The page that explains the code. */
    "type": string;
    /** What is wrong, in a sentence for people. */
    title: string;
    /** The HTTP status, once more. */
    status: number;
    /** Stable, for programs. */
    code: "malformed-request" | "malformed-json" | "malformed-form" | "secret-in-url" | "bad-signature" | "link-expired" | "link-used" | "link-replaced" | "link-invalid" | "invalid-credentials" | "unauthenticated" | "wrong-password" | "registration-closed" | "cross-site" | "not-found" | "method-not-allowed" | "page-outdated" | "account-exists" | "too-large" | "not-json" | "encoded-body" | "invalid-input" | "too-many-requests" | "unexpected" | "unavailable";
    /** When to come back, where that is known. */
    detail?: string;
    /** What is wrong with which member. */
    errors?: {
        /** Such as “#/email”. */
        pointer: string;
        detail: string;
    }[];
    /** What an operator finds the fault by in the log. */
    request_id?: string;
};
export type VerifyEmailBody = {
    /** In the mode “confirm”: in place of the one that was registered. */
    first_name?: string;
    /** In the mode “confirm”: in place of the one that was registered. */
    last_name?: string;
    /** In the mode “confirm”: in place of the one that was registered, which may be taken. */
    phone_number?: string;
    /** In the mode “confirm”: the one that the account gets. What was typed at the registration counts only with “browser”. */
    password?: string;
    /** What “token” is in the link of the mail. */
    token: string;
    /** Instead of a password: the secret that was sent when registering. The password typed there is kept. */
    browser?: string;
};
export type LoginBody = {
    /** Spaces around it are removed; upper and lower case are one. */
    email: string;
    password: string;
};
export type Session = {
    id: string;
    /** A browser has a cookie, a program an access token. */
    kind: "browser" | "api";
    /** Whether it is the one that asks. */
    current: boolean;
    /** Where it logged in, as far as that is known. */
    ip: string | null;
    /** The browser and its system, or the name of the program. */
    device: string;
    created_at: string;
    last_seen_at: string;
};
export type UpdateProfileBody = {
    /** At most 100 characters; spaces around it are removed. */
    first_name?: string;
    /** At most 100 characters; spaces around it are removed. */
    last_name?: string;
    /** 10 to 15 digits, with a + before them if you like. Spaces, dots, dashes and brackets are removed. */
    phone_number?: string;
};
export type DeleteAccountBody = {
    /** The present one, as a program gives it each time. */
    current_password: string;
};
export type Event = {
    id: string;
    /** Stable, for programs. */
    "type": string;
    /** The same in a sentence, for people. */
    description: string;
    ip: string | null;
    /** The browser and its system, or the name of the program. */
    device: string | null;
    at: string;
};
export type AccountExport = {
    exported_at: string;
    profile: User;
    sessions: Session[];
    activity: Event[];
    mails: {
        kind: string;
        to: string;
        status: "queued" | "sent" | "failed" | "untold";
        created_at: string;
        sent_at: string | null;
    }[];
};
export type ChangePasswordBody = {
    /** The present one, as a program gives it each time. */
    current_password: string;
    /** Any characters, compared in NFC. Common passwords and the email address itself are refused. */
    new_password: string;
};
export type ForgotPasswordBody = {
    /** Spaces around it are removed; upper and lower case are one. */
    email: string;
};
export type ResetPasswordBody = {
    /** Any characters, compared in NFC. Common passwords and the email address itself are refused. */
    new_password: string;
    /** What “token” is in the link of the mail. */
    token: string;
};
export type ChangeEmailBody = {
    /** Spaces around it are removed; upper and lower case are one. */
    new_email: string;
    /** The present one, as a program gives it each time. */
    current_password: string;
};
export type ConfirmEmailBody = {
    /** What “token” is in the link of the mail. */
    token: string;
};
export type UndoEmailBody = {
    /** What “token” is in the link of the mail. */
    token: string;
};
export type ContestBody = {
    /** What “token” is in the link of the mail. */
    token: string;
};
export type NotMeBody = {
    /** What “token” is in the link of the mail. */
    token: string;
};
export type IssueTokenBody = {
    audience: string;
};
/**
 * Register
 */
export function register(registerBody: RegisterBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: {
            message: string;
            user: User;
        };
    } | {
        status: 202;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "registration-closed" | "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/register", oazapfts.json({
        ...opts,
        method: "POST",
        body: registerBody
    }));
}
/**
 * Prove the mailbox
 */
export function verifyEmail(verifyEmailBody: VerifyEmailBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "registration-closed" | "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/verify-email", oazapfts.json({
        ...opts,
        method: "POST",
        body: verifyEmailBody
    }));
}
/**
 * Mail the link that proves the mailbox again
 */
export function resendVerification(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/resend-verification", {
        ...opts,
        method: "POST"
    });
}
/**
 * Log in
 */
export function login(loginBody: LoginBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
            access_token: string;
            token_type: "Bearer";
            expires_in: number;
            user: User;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "invalid-credentials";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/login", oazapfts.json({
        ...opts,
        method: "POST",
        body: loginBody
    }));
}
/**
 * List sessions
 */
export function listSessions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            sessions: Session[];
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/sessions", {
        ...opts
    });
}
/**
 * End all other sessions
 */
export function revokeOtherSessions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/sessions", {
        ...opts,
        method: "DELETE"
    });
}
/**
 * End a session
 */
export function revokeSession(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 404;
        data: ProblemDetails & {
            code?: "not-found";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>(`/api/sessions/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    });
}
/**
 * Log out
 */
export function logout(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "encoded-body";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/logout", {
        ...opts,
        method: "POST"
    });
}
/**
 * Who am I
 */
export function whoAmI(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            user: User;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/me", {
        ...opts
    });
}
/**
 * Change names and phone number
 */
export function updateProfile(updateProfileBody: UpdateProfileBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            user: User;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/me", oazapfts.json({
        ...opts,
        method: "PATCH",
        body: updateProfileBody
    }));
}
/**
 * Delete my account
 */
export function deleteAccount(deleteAccountBody: DeleteAccountBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            message: string;
            deleted_at: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/me", oazapfts.json({
        ...opts,
        method: "DELETE",
        body: deleteAccountBody
    }));
}
/**
 * See what was done
 */
export function listActivity({ before }: {
    before?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            events: Event[];
            next: string | null;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>(`/api/activity${QS.query(QS.explode({
        before
    }))}`, {
        ...opts
    });
}
/**
 * Take my data
 */
export function exportData(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AccountExport;
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/me/export", {
        ...opts
    });
}
/**
 * Change the password
 */
export function changePassword(changePasswordBody: ChangePasswordBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/change-password", oazapfts.json({
        ...opts,
        method: "POST",
        body: changePasswordBody
    }));
}
/**
 * Ask for a link to set a new password
 */
export function forgotPassword(forgotPasswordBody: ForgotPasswordBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/forgot-password", oazapfts.json({
        ...opts,
        method: "POST",
        body: forgotPasswordBody
    }));
}
/**
 * Set a new password by a mailed link
 */
export function resetPassword(resetPasswordBody: ResetPasswordBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/reset-password", oazapfts.json({
        ...opts,
        method: "POST",
        body: resetPasswordBody
    }));
}
/**
 * Ask for another email address
 */
export function changeEmail(changeEmailBody: ChangeEmailBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "wrong-password" | "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/change-email", oazapfts.json({
        ...opts,
        method: "POST",
        body: changeEmailBody
    }));
}
/**
 * Confirm the new address
 */
export function confirmEmail(confirmEmailBody: ConfirmEmailBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/confirm-email", oazapfts.json({
        ...opts,
        method: "POST",
        body: confirmEmailBody
    }));
}
/**
 * Undo a change of address
 */
export function undoEmail(undoEmailBody: UndoEmailBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/undo-email", oazapfts.json({
        ...opts,
        method: "POST",
        body: undoEmailBody
    }));
}
/**
 * Contest that an account was taken back
 */
export function contest(contestBody: ContestBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/contest", oazapfts.json({
        ...opts,
        method: "POST",
        body: contestBody
    }));
}
/**
 * This wasn’t me
 */
export function notMe(notMeBody: NotMeBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            message: string;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url" | "link-expired" | "link-used" | "link-replaced" | "link-invalid";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 409;
        data: ProblemDetails & {
            code?: "account-exists";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/not-me", oazapfts.json({
        ...opts,
        method: "POST",
        body: notMeBody
    }));
}
/**
 * Get a token for another service
 */
export function issueToken(issueTokenBody: IssueTokenBody, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            service_token: string;
            audience: string;
            expires_in: number;
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "malformed-json" | "secret-in-url";
        };
    } | {
        status: 401;
        data: ProblemDetails & {
            code?: "unauthenticated";
        };
    } | {
        status: 403;
        data: ProblemDetails & {
            code?: "cross-site";
        };
    } | {
        status: 413;
        data: ProblemDetails & {
            code?: "too-large";
        };
    } | {
        status: 415;
        data: ProblemDetails & {
            code?: "not-json" | "encoded-body";
        };
    } | {
        status: 422;
        data: ProblemDetails & {
            code?: "invalid-input";
        };
    } | {
        status: 429;
        data: ProblemDetails & {
            code?: "too-many-requests";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/api/token", oazapfts.json({
        ...opts,
        method: "POST",
        body: issueTokenBody
    }));
}
/**
 * Keys to check those tokens with
 */
export function listKeys(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            keys: {
                kty: "OKP";
                crv: "Ed25519";
                x: string;
                kid: string;
                use: "sig";
                alg: "EdDSA";
            }[];
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    }>("/.well-known/jwks.json", {
        ...opts
    });
}
/**
 * The process lives
 */
export function isAlive(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            status: "alive";
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    }>("/healthz", {
        ...opts
    });
}
/**
 * It can serve
 */
export function isReady(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            status: "ready";
        };
    } | {
        status: 400;
        data: ProblemDetails & {
            code?: "malformed-request" | "secret-in-url";
        };
    } | {
        status: 500;
        data: ProblemDetails & {
            code?: "unexpected";
        };
    } | {
        status: 503;
        data: ProblemDetails & {
            code?: "unavailable";
        };
    }>("/readyz", {
        ...opts
    });
}
