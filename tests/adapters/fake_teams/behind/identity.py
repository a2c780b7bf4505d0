"""The identity provider: keys for those who read tokens, tokens for those who may ask.

Sources: learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow and
/certificate-credentials; /entra/identity/managed-identities-azure-resources/how-to-use-vm-token and
/azure/app-service/overview-managed-identity (the two doors of a managed identity);
/azure/bot-service/rest-api/bot-framework-rest-connector-authentication (the metadata document).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import jwt

from tests.adapters.fake_teams.behind.assertions import Assertions
from tests.adapters.fake_teams.behind.core import Core
from tests.adapters.fake_teams.shapes import Json

ISSUER = "https://api.botframework.com"
AUDIENCE = "https://api.botframework.com"
LIVES = 3600
MANAGED_LIVES = 24 * 3600
MSI_HEADER = "a header that only the machine itself knows"


class NoToken(Exception):
    def __init__(self, status: int, error: str, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.error = error


@dataclass
class Identity:
    core: Core
    assertions: Assertions = field(default_factory=Assertions)

    def metadata(self) -> Json:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": "https://invalid.botframework.com",
            "jwks_uri": f"{self.core.base_url}/v1/.well-known/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }

    def keys(self) -> Json:
        return {"keys": self.core.framework.published()}

    def login_metadata(self, tenant: str) -> Json:
        base = f"{self.core.base_url}/{tenant}"
        return {
            "issuer": f"{base}/v2.0",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "jwks_uri": f"{base}/discovery/v2.0/keys",
        }

    def grant(self, tenant: str, form: Mapping[str, str]) -> Json:
        """Raises `NoToken`."""
        app = self.core.app
        if form.get("grant_type") != "client_credentials":
            raise NoToken(400, "unsupported_grant_type", "AADSTS70003: Unsupported grant type.")
        if tenant != app.tenant or form.get("client_id") != app.id:
            raise NoToken(400, "unauthorized_client", "AADSTS700016: Application not found.")
        if form.get("scope") != f"{AUDIENCE}/.default":
            raise NoToken(400, "invalid_scope", "AADSTS70011: The scope is not valid.")
        self._must_prove(form)
        return self._token(LIVES)

    def _must_prove(self, form: Mapping[str, str]) -> None:
        if "client_assertion" in form:
            now, url = self.core.token_time(), self.core.token_url
            if wrong := self.assertions.wrong_with(form, self.core.app, url, now):
                raise NoToken(401, "invalid_client", wrong)
        elif form.get("client_secret") != self.core.app.secret:
            raise NoToken(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.")

    def managed(self, query: Mapping[str, str]) -> Json:
        """Raises `NoToken`."""
        if not self.core.app.managed or query.get("client_id") != self.core.app.id:
            raise NoToken(400, "invalid_request", "Identity not found")
        if query.get("resource") != AUDIENCE:
            raise NoToken(400, "invalid_resource", "AADSTS500011: The resource was not found.")
        token = self._token(MANAGED_LIVES)
        until = str(int(self.core.token_time()) + MANAGED_LIVES)
        named = {"client_id": self.core.app.id, "resource": AUDIENCE, "expires_on": until}
        return token | named | {"expires_in": str(MANAGED_LIVES)}

    def _token(self, lives: int) -> Json:
        app, now = self.core.app, int(self.core.token_time())
        claims = {
            "aud": AUDIENCE,
            "iss": f"https://sts.windows.net/{app.tenant}/",
            "iat": now,
            "nbf": now,
            "exp": now + lives,
            "appid": app.id,
            "tid": app.tenant,
            "uti": self.core.mint.request(),
            "ver": "1.0",
        }
        return {
            "token_type": "Bearer",
            "expires_in": lives,
            "ext_expires_in": lives,
            "access_token": self.core.login.sign(claims),
        }

    def wrong_with(self, header: str) -> str:
        """Why the connector does not accept this; empty when it does."""
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            return "no bearer token"
        try:
            claims = self._read(token)
        except jwt.PyJWTError as error:
            return str(error)
        if claims.get("uti") in self.core.revoked:
            return "revoked"
        right = (self.core.app.tenant, self.core.app.id)
        return "" if (claims.get("tid"), claims.get("appid")) == right else "another's token"

    def _read(self, token: str) -> Json:
        kid = jwt.get_unverified_header(token).get("kid")
        key = next((one for one in self.core.login.all if one.kid == kid), None)
        if key is None:
            raise jwt.InvalidKeyError("unknown key")
        options = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
        public = key.private.public_key()
        read: Json = jwt.decode(
            token,
            public,
            algorithms=["RS256"],
            audience=AUDIENCE,
            options=options,  # type: ignore[arg-type]
        )
        if not read["nbf"] - 1 <= self.core.token_time() < read["exp"]:
            raise jwt.ExpiredSignatureError("out of its time")
        return read

    def revoke(self) -> None:
        """Every token that was given so far is worth nothing any more."""
        for request in self.core.requests:
            if isinstance(request.answer, dict) and (token := request.answer.get("access_token")):
                claims = jwt.decode(token, options={"verify_signature": False})
                self.core.revoked.add(claims["uti"])
