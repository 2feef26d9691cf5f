import KBCore

/// A file that is built into the program: the style and the script of the pages.
///
/// The name has the beginning of its digest, so that a browser keeps it for ever and yet has the right one. No path of a
/// request ever becomes one of the file system.
struct Asset: Sendable {
    let path: String
    private let type: String
    private let bytes: [UInt8]

    static let style = Asset("css", "text/css; charset=utf-8", PackageResources.kb_css)
    static let script = Asset("js", "text/javascript; charset=utf-8", PackageResources.kb_js)

    private init(_ suffix: String, _ type: String, _ bytes: [UInt8]) {
        path = "/-/kb.\(SHA256.hexadecimal(of: bytes).prefix(12)).\(suffix)"
        self.type = type
        self.bytes = bytes
    }

    /// The asset of this name.
    ///
    /// - Throws: ``WebError/noPage``.
    static func response(named name: String) throws -> WebResponse {
        guard let asset = [style, script].first(where: { $0.path == "/-/" + name }) else {
            throw WebError.noPage
        }
        var response = WebResponse(200, asset.type, asset.bytes)
        response.set("cache-control", "public, max-age=31536000, immutable")
        return response
    }
}
