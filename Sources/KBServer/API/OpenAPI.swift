import KBText

/// The description of the interface for programs, made of its endpoints: <https://spec.openapis.org/oas/v3.1.1.html>.
enum OpenAPI {
    static func document(_ links: Links) -> JSONValue {
        var paths: [(String, JSONValue)] = []
        for endpoint in Endpoint.all {
            let path = "/" + endpoint.path.joined(separator: "/")
            let operation = (endpoint.method.lowercased(), operation(endpoint))
            if let index = paths.firstIndex(where: { $0.0 == path }),
                case .object(let others) = paths[index].1
            {
                paths[index].1 = .object(others + [operation])
            } else {
                paths.append((path, .object([operation])))
            }
        }
        return .object([
            ("openapi", .string("3.1.0")),
            (
                "info",
                .object([
                    ("title", .string("kb")), ("version", .string("1")),
                    (
                        "description",
                        .string("A knowledge base of codes. Objects are those that kb prints with --json.")
                    ),
                ])
            ),
            ("servers", .array([.object([("url", .string(links.base + "/api/\(API.version)"))])])),
            ("paths", .object(paths)),
            (
                "components",
                .object([
                    (
                        "securitySchemes",
                        .object([
                            (
                                "token",
                                .object([("type", .string("http")), ("scheme", .string("bearer"))])
                            )
                        ])
                    ),
                    ("schemas", .object([("Problem", problem)])),
                ])
            ),
        ])
    }

    private static let problem = JSONValue.object([
        ("type", .string("object")),
        (
            "properties",
            .object([
                ("type", .object([("type", .string("string"))])),
                ("title", .object([("type", .string("string"))])),
                ("status", .object([("type", .string("integer"))])),
                ("kind", .object([("type", .string("string"))])),
                ("heads", .object([("type", .string("array"))])),
            ])
        ), ("required", .strings(["type", "title", "status", "kind"])),
    ])

    private static func operation(_ endpoint: Endpoint) -> JSONValue {
        var parameters = endpoint.path.filter { $0.hasPrefix("{") }.map { part in
            parameter(
                String(part.dropFirst().dropLast()), "path", .object([("type", .string("string"))]),
                isRequired: true, text: nil)
        }
        parameters += endpoint.parameters.map {
            parameter($0.name, "query", $0.schema, isRequired: $0.isRequired, text: $0.text)
        }
        if endpoint.takesMatch {
            parameters.append(
                parameter(
                    "If-Match", "header", .object([("type", .string("string"))]), isRequired: true,
                    text: "The ETag that the note had when it was read."))
        }
        var members: [(String, JSONValue)] = [
            ("summary", .string(endpoint.summary)),
            ("operationId", .string(name(of: endpoint))),
        ]
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if let content = endpoint.content {
            members.append(
                (
                    "requestBody",
                    .object([
                        ("required", .bool(true)),
                        ("content", .object([(content.type, .object([("schema", content.schema)]))])),
                    ])
                ))
        }
        members.append(("responses", .object(responses(endpoint))))
        if endpoint.writes {
            members.append(("security", .array([.object([("token", .array([]))]), .object([])])))
        }
        return .object(members)
    }

    private static func name(of endpoint: Endpoint) -> String {
        ([endpoint.method.lowercased()] + endpoint.path).map { part in
            String(part.filter { $0.isLetter })
        }.joined(separator: "_")
    }

    private static func parameter(
        _ name: String, _ place: String, _ schema: JSONValue, isRequired: Bool, text: String?
    ) -> JSONValue {
        var members: [(String, JSONValue)] = [("name", .string(name)), ("in", .string(place))]
        if isRequired { members.append(("required", .bool(true))) }
        members.append(("schema", schema))
        if let text { members.append(("description", .string(text))) }
        return .object(members)
    }

    private static func responses(_ endpoint: Endpoint) -> [(String, JSONValue)] {
        let object = JSONValue.object([("schema", .object([("type", .string("object"))]))])
        let text = JSONValue.object([("schema", .object([("type", .string("string"))]))])
        var content = [("application/json", object)]
        for type in endpoint.types { content.append((type, text)) }
        var statuses: [(Int, JSONValue)] = []
        if endpoint.method != "DELETE" {
            statuses.append(
                (200, .object([("description", .string("Done.")), ("content", .object(content))])))
        }
        for (status, about) in endpoint.statuses {
            if status == 201 {
                statuses.append(
                    (201, .object([("description", .string(about)), ("content", .object(content))])))
            } else if status == 204 {
                statuses.append((204, .object([("description", .string(about))])))
            } else {
                statuses.append((status, fault(about)))
            }
        }
        var sorted = statuses.sorted { $0.0 < $1.0 }.map { (String($0.0), $0.1) }
        sorted.append(("default", fault("The request is wrong, or cannot be answered now.")))
        return sorted
    }

    private static func fault(_ about: String) -> JSONValue {
        .object([
            ("description", .string(about)),
            (
                "content",
                .object([
                    (
                        "application/problem+json",
                        .object([
                            ("schema", .object([("$ref", .string("#/components/schemas/Problem"))]))
                        ])
                    )
                ])
            ),
        ])
    }
}
