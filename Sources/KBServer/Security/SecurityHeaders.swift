/// Headers that every answer has.
enum SecurityHeaders {
    /// Everything comes from this server, nothing is written into a page; whoever gets a script into a note gets nothing.
    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
        "require-trusted-types-for 'script'", "trusted-types kb",
    ].joined(separator: "; ")

    static func add(to response: inout WebResponse) {
        response.set("content-security-policy", policy)
        response.set("x-content-type-options", "nosniff")
        response.set("referrer-policy", "no-referrer")
        response.set("cross-origin-opener-policy", "same-origin")
        response.set("cross-origin-resource-policy", "same-origin")
        response.set("permissions-policy", "camera=(), geolocation=(), microphone=()")
        response.set("x-frame-options", "DENY")
        if response.header("cache-control") == nil { response.set("cache-control", "private, no-cache") }
    }
}
