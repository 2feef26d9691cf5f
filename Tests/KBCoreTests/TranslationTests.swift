import Foundation
import KBDocuments
import Testing

@testable import KBCore

@Suite("Texts in further languages")
struct TranslationTests {
    private let place: TemporaryPlace

    init() throws { place = try TemporaryPlace() }

    private func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: place.path(name)))
        return place.path(name)
    }

    private func job(_ english: String) throws -> ImportJob {
        _ = try write("code\tname\tdescription\n" + english, to: "tea.en.tsv")
        return try ImportJob(reading: write("418 I'm a teapot 我是茶壶。\n\n419 Cold 茶凉了。\n", to: "tea.txt"))
    }

    @Test("come with the document, once, and are found and kept right like its own")
    func imported() throws {
        let store = try place.store()
        let first = try job("418\tI'm a teapot\tRefuses to brew coffee.\n7\tx\ty\n")
        #expect(try first.plan(in: nil).translations == 1)
        #expect(try first.plan(in: store).translations == 1)
        #expect(try first.apply(to: store).plan.translations == 1)
        let results = try Searcher(store).search("brew coffee").results
        #expect(results.map(\.code.reference.code) == ["418"])
        #expect(
            results.first?.code.translations
                == [Translation(language: "en", name: nil, description: "Refuses to brew coffee.")])
        #expect(results.first?.marks(inLanguage: "en") == [11..<22])
        #expect(try Health(store).check() == [])

        let before = try place.state()
        #expect(try first.apply(to: store).plan.translations == 0)
        #expect(try place.state() == before)
    }

    @Test("change with their file, also where the document is the same")
    func changed() throws {
        let store = try place.store()
        try job("418\t\tRefuses to brew coffee.\n").apply(to: store)
        let job = try job("418\tTeapot\tMakes tea only.\n419\t\tTea gone cold.\n")
        #expect(try job.plan(in: store).translations == 2)
        #expect(try job.apply(to: store).plan.translations == 2)
        #expect(try Searcher(store).search("coffee").results.isEmpty)
        #expect(try Searcher(store).search("gone cold").results.map(\.code.reference.code) == ["419"])
        let details = try CodeDetails(#require(Codes(store).find("418").first), in: store)
        #expect(details.code.translations.map(\.name) == ["Teapot"])
        #expect(try Health(store).check() == [])
    }

    @Test("are refused with the line that cannot be read")
    func refused() throws {
        let error = #expect(throws: WordListError.self) {
            try WordList.translations("code\tname\tdescription\n1\tOne\tThe first.\n2\n1\tOne\tAgain.\n")
        }
        #expect(error?.lines == [3, 4] && error?.expected == .translation)
        #expect(throws: ImportError.self) { _ = try job("418\n") }
    }
}
