import KBDocuments
import Testing

@Suite("OpenAPI")
struct OpenAPIReaderTests {
    private static let yaml = """
        # The API of pay
        openapi: 3.0.3
        info: {title: Pay, version: "1"}
        paths:
          /pay:
            post:
              responses:
                '200': {description: OK}
                '404': {$ref: '#/components/responses/NotFound'}
                '409': {description: Already paid}
                default: {description: e, content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}
          /refund:
            parameters: []
            post:
              responses:
                409: {description: Already refunded}
                '404': {$ref: '#/components/responses/NotFound'}
        components:
          responses:
            NotFound: {description: 资源不存在}
          schemas:
            Answer:
              type: object
              properties:
                error_code:
                  type: string
                  enum: [BALANCE_LOW, CARD_EXPIRED]
                  x-enum-descriptions: [余额不足, 卡已过期]
                  x-enum-varnames: [BalanceLow, CardExpired]
                cause: {$ref: '#/components/schemas/Answer'}
            Color: {enum: [RED, GREEN]}
            ErrorCode:
              oneOf:
                - {const: 1001, title: Frozen, description: The account is frozen.}
        """

    @Test("statuses and values of error codes are codes, with all that operations say of them")
    func yaml() throws {
        let document = try DocumentReader.read(Self.yaml.utf8)
        #expect(document.format == .openapi)
        #expect(
            document.entries.map { [$0.code, $0.name, $0.description] } == [
                ["200", "OK", ""], ["404", "资源不存在", ""], ["409", "Already paid", "Already refunded"],
                ["BALANCE_LOW", "余额不足", ""], ["CARD_EXPIRED", "卡已过期", ""],
                ["1001", "Frozen", "The account is frozen."],
            ])
        #expect(document.entry("409")?.line == 10)
        #expect(
            document.entry("409")?.fields == [EntryField(name: "operations", text: "POST /pay\nPOST /refund")]
        )
        #expect(document.entry("BALANCE_LOW")?.fields == [EntryField(name: "constant", text: "BalanceLow")])
    }

    @Test("JSON, and Swagger 2")
    func json() throws {
        let text = """
            {"swagger": "2.0", "paths": {"/a": {"get": {"responses": {"400": {
              "description": "Bad\\nmore", "schema": {"$ref": "#/definitions/E"}}}}}},
             "definitions": {"E": {"properties": {"code": {"type": "integer", "enum": [7, 8.0]}}}}}
            """
        let document = try DocumentReader.read(text.utf8)
        #expect(document.format == .openapi)
        #expect(document.entries.map(\.code) == ["400", "7", "8"])
        #expect(document.entries.map(\.name) == ["Bad", "7", "8"])
        #expect(document.entries.first?.description == "Bad\nmore")
    }

    @Test("an API without answers is an error")
    func nothing() {
        #expect(diagnostics("openapi: 3.1.0\npaths: {}\n".utf8).map(\.kind) == [.noResponses])
        #expect(diagnostics("openapi: 3.1.0\npaths: {\n".utf8).map(\.line) == [3])
        let circle =
            "openapi: 3.1.0\ncomponents: {schemas: {ErrCode: {$ref: '#/components/schemas/ErrCode'}}}\n"
        #expect(diagnostics(circle.utf8).map(\.kind) == [.noResponses])
    }
}
