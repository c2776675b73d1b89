//! Pages of accounts: invitations, requests, passwords and sign-ins.
