import KBText
import TestSupport
import Testing

@testable import KBCore

@Suite("Words by their sound")
struct SoundSearchTests {
    @Test(
        "Han text with the right sound and wrong characters leads to the text, and the result says how",
        arguments: [
            ("断点续穿", "断点续传", "http:206"), ("断点絮传", "断点续传", "http:206"), ("先觉条件", "先决条件", "http:412"),
            ("资源思索", "资源死锁", "errno:EDEADLK"), ("重定像", "重定向", "http:302"), ("虫定向", "重定向", "http:302"),
            ("网观超时", "网关超时", "http:504"), ("茶湖", "茶壶", "http:418"), ("锁顶", "锁定", "http:423"),
            ("请秋超时", "请求超时", "http:408"),
        ])
    func homophones(query: String, meant: String, reference: String) throws {
        let results = try SearchFixture.results(query, book: "books")
        let result = try #require(
            results.first { "\($0.code.reference)" == reference }, "\(results.map(\.code.reference))")
        #expect(result.tier == .variant)
        #expect(result.steps.contains { $0.kind == .homophone && meant.contains($0.to) }, "\(result.steps)")
    }

    @Test("What sounds the same comes before what many do not tell apart, and fewer changes before more")
    func likeness() throws {
        let store = try SearchFixture.small([
            ["S1", "自愿所定", "四个音相近"], ["S2", "资源锁定", "同音"], ["S3", "志愿锁定", "近音"],
        ])
        // 姿源 is 资源 with one change, 自愿 is as alike in two.
        #expect(try SearchFixture.codes("姿源锁定", in: store) == ["S2"])
        #expect(try SearchFixture.codes("资源缩定", in: store) == ["S2"])
        #expect(try SearchFixture.codes("志源缩定", in: store).first == "S3")
        // z for zh is tried when nothing sounds the same.
        let other = try SearchFixture.small([["N1", "流量限制", "每秒"], ["N2", "承载能力", "每秒"]])
        #expect(try SearchFixture.codes("牛量限制", in: other) == ["N1"])
        #expect(try SearchFixture.codes("陈载能力", in: other) == ["N2"])
    }

    @Test("Two characters stand for their sound only if it is a word that people are known to use")
    func twoCharacters() throws {
        let rows = [["A1", "限流规则", "按规则"], ["A2", "甲乙丙丁", "别的"]]
        let store = try SearchFixture.small(rows)
        // 乙丙 is in the texts but no word.
        #expect(try SearchFixture.codes("以丙", in: store).isEmpty)
        #expect(try SearchFixture.codes("线流", in: store).isEmpty)
        try store.write {
            try $0.execute(sql: "INSERT INTO synonyms (meaning, term) VALUES ('限流', '限流'), ('限流', '节流')")
        }
        #expect(try SearchFixture.codes("线流", in: store) == ["A1"])
    }

    @Test("Random characters find nothing")
    func nonsense() throws {
        let seed = SeededRandom.printedSeed("nonsense by its sound")
        var generator = SeededRandom(seed: seed)
        let store = try SearchFixture.store(of: "books")
        // Characters that people use; those of the tables include many that nobody types.
        let common = (UInt32(0x4E00)...0x9FA5).compactMap(Unicode.Scalar.init).filter {
            !Pinyin.readings(of: $0).isEmpty
        }
        let pairs = try store.read { db in
            try Set(String.fetchAll(db, sql: "SELECT CAST(term AS TEXT) FROM vocabulary"))
        }
        var answered: [String] = []
        for _ in 0..<200 {
            var text: [Unicode.Scalar] = []
            while text.count < generator.number(2...6) {
                let next = generator.pick(common)
                if let last = text.last, pairs.contains(String(String.UnicodeScalarView([last, next]))) {
                    continue
                }
                text.append(next)
            }
            let query = String(String.UnicodeScalarView(text))
            if try !SearchFixture.codes(query, in: store).isEmpty { answered.append(query) }
        }
        #expect(answered.count <= 6, "\(answered), seed \(seed)")
    }

    @Test(
        "Sounding alike goes both ways, and every character sounds like itself",
        arguments: [true, false])
    func symmetry(isSame: Bool) {
        let seed = SeededRandom.printedSeed("characters that sound alike")
        var generator = SeededRandom(seed: seed)
        let homophones = isSame ? Homophones.same : .similar
        let all = (UInt32(0x4E00)...0x9FA5).compactMap(Unicode.Scalar.init)
        for _ in 0..<SeededRandom.rounds(300) {
            let scalar = generator.pick(all)
            #expect(homophones.sound(scalar, like: scalar))
            let alike = homophones.characters(like: scalar)
            #expect(alike.contains(scalar))
            let other = generator.pick(all)
            #expect(
                alike.contains(other) == homophones.sound(scalar, like: other),
                "\(scalar) \(other), seed \(seed)")
            #expect(
                homophones.sound(other, like: scalar) == homophones.sound(scalar, like: other),
                "\(scalar) \(other), seed \(seed)")
            let near = generator.pick(alike)
            #expect(
                homophones.sound(scalar, like: near) && homophones.characters(like: near).contains(scalar),
                "\(scalar) \(near), seed \(seed)")
        }
    }

    @Test(
        "Similar sounds are those that many speakers do not tell apart",
        arguments: [
            ("知", "资", true), ("吃", "次", true), ("是", "四", true), ("牛", "流", true), ("金", "京", true),
            ("陈", "成", true), ("黄", "王", false), ("上", "三", false), ("湖", "福", false),
        ] as [(Unicode.Scalar, Unicode.Scalar, Bool)])
    func similar(left: Unicode.Scalar, right: Unicode.Scalar, isSimilar: Bool) {
        #expect(Homophones.similar.sound(left, like: right) == isSimilar)
        #expect(!Homophones.same.sound(left, like: right))
    }

    @Test(
        "Han text with characters swapped, missing or doubled is found",
        arguments: [
            ("断点传续", "http:206"), ("断续传", "http:206"), ("断点点续传", "http:206"), ("断断点续传", "http:206"),
            ("重定定向", "http:302"), ("重向定", "http:302"), ("网关时超", "http:504"), ("资锁死源", "errno:EDEADLK"),
            ("请求时超", "http:408"), ("资源死", "errno:EDEADLK"),
        ])
    func slips(query: String, reference: String) throws {
        #expect(try SearchFixture.references(query).prefix(4).contains(reference))
    }

    @Test(
        "Initials find a name or a part of one, by any reading of its characters",
        arguments: [
            ("zxtd", "B1"), ("zhtd", "B1"), ("yhtd", "B2"), ("yxtd", "B2"), ("yhtdtz", "B2"), ("czsx", "B3"),
            ("zzsx", "B3"),
        ])
    func initials(query: String, code: String) throws {
        let store = try SearchFixture.small([
            ["B1", "支行通道", "行读作 háng"], ["B2", "银行通道停止", "同上"], ["B3", "重置属性", "重读作 chóng"],
        ])
        #expect(try SearchFixture.codes(query, in: store) == [code])
    }

    @Test(
        "ü is typed ü, v, u, yu or with a mark",
        arguments: [
            ("guolü", "Y1"), ("guolv", "Y1"), ("guolu", "Y1"), ("guolyu", "Y1"), ("guòlǜ", "Y1"),
            ("guo4lu:4", "Y1"),
            ("lüxing", "Y2"), ("lvxing", "Y2"), ("luxing", "Y2"), ("lyuxing", "Y2"), ("nuxing", "Y3"),
            ("nyuxing", "Y3"),
            ("nv xing", "Y3"), ("celue", "Y4"), ("celve", "Y4"), ("celyue", "Y4"), ("luyou", "Y5"),
            ("NYUXING", "Y3"),
        ])
    func umlaut(query: String, code: String) throws {
        let store = try SearchFixture.small([
            ["Y1", "过滤规则", "请求被过滤"], ["Y2", "旅行限制", "行程受限"], ["Y3", "女性用户", "仅用于测试"],
            ["Y4", "策略冲突", "访问策略不一致"], ["Y5", "路由失败", "没有路由"],
        ])
        #expect(try SearchFixture.codes(query, in: store) == [code])
    }

    @Test(
        "The last word may be cut short",
        arguments: [
            ("gateway timeo", "http:504"), ("网关超", "http:504"), ("too many req", "http:429"),
            ("unsupported med", "http:415"), ("资源死", "errno:EDEADLK"),
        ])
    func cut(query: String, reference: String) throws {
        #expect(try SearchFixture.references(query).first == reference)
    }

    @Test(
        "Characters as Hong Kong and Taiwan write them are found, and the other way round",
        arguments: ["衞星", "衛星", "卫星", "衞星通訊", "weixing"])
    func hongKong(query: String) throws {
        for name in ["卫星通讯中断", "衞星通訊中斷", "衛星通訊中斷"] {
            let store = try SearchFixture.small([["W1", name, "unrelated"], ["W2", "别的", "other"]])
            #expect(try SearchFixture.codes(query, in: store) == ["W1"], "\(name)")
        }
    }

    @Test(
        "Words are found by what they are shortened to",
        arguments: [
            ("建行通道停了", "CHANNEL_DOWN"), ("浦发通道很慢", "CHANNEL_SLOW"), ("建行", "CHANNEL_DOWN"),
            ("浦发", "CHANNEL_SLOW"),
        ])
    func short(query: String, code: String) throws {
        #expect(try SearchFixture.references(query).first == "pay:" + code)
    }
}

@Suite("Pasted lines")
struct PastedLineTests {
    private static let lines = [
        (
            "nginx: upstream timed out while reading response header from upstream server gateway timeout",
            "http:504"
        ),
        (
            "java client connect failed because connection refused by the remote host during startup phase",
            "errno:ECONNREFUSED"
        ),
        (
            "write failed because there is no space left on device while flushing segment files",
            "errno:ENOSPC"
        ),
        ("request rejected because the payload is too large for the configured body size limit", "http:413"),
        ("delivery failed because the mailbox is full and the recipient is over his quota", "smtp:4.2.2"),
    ]

    @Test("Times, addresses, ports, paths and identifiers in a line weigh nothing", arguments: lines)
    func noise(line: String, reference: String) throws {
        let seed = SeededRandom.printedSeed("noise in lines")
        var generator = SeededRandom(seed: seed)
        let plain = try SearchFixture.references(line).first
        #expect(plain == reference)
        let noise = [
            "2026-11-28T13:02:11.482Z", "10.20.30.41:8443", "/var/lib/app7/data-0042.log",
            "[a3f9c2d1e5b74860]",
            "0x7fffe4b2a9c0", "pid=23114", "127.0.0.1", "13:02:11", "id=7d8e6a90-11c2-4b5f-9d3e-2a6c8f0b1e77",
            "::1",
            "port 50412", "#3321", "+0800",
        ]
        // The letters of a time and of an identifier may be read as those of a constant's name.
        let both = [line, noise[0], noise[8]].joined(separator: " ")
        #expect(try SearchFixture.references("\(noise[8]) \(both)").first == plain)
        for _ in 0..<SeededRandom.rounds(12) {
            var words = line.split(separator: " ").map(String.init)
            for _ in 0..<generator.number(1...5) {
                words.insert(generator.pick(noise), at: generator.number(0...words.count))
            }
            let noisy = words.joined(separator: " ")
            #expect(try SearchFixture.references(noisy).first == plain, "\(noisy), seed \(seed)")
        }
    }

    @Test("Words of different aliases do not make a result of all words")
    func aliases() throws {
        let store = try SearchFixture.small([["A1", "甲", "乙"], ["A2", "丙", "丁"]])
        try store.write {
            try $0.execute(
                sql: """
                    INSERT INTO aliases (book, code, alias) VALUES ('b', 'A1', 'blue whale'), ('b', 'A1', 'red panda'),
                      ('b', 'A2', 'blue panda')
                    """)
        }
        let results = try Searcher(store).search("panda blue").results
        #expect(results.filter { $0.tier == .description }.map(\.code.reference.code) == ["A2"])
        #expect(results.first?.code.reference.code == "A2")
    }
}

@Suite("Misspelt words in a large book")
struct MisspeltWordTests {
    @Test(
        "The entry that holds both words is found, however many others hold rare words that say the same as one"
    )
    func rareWords() throws {
        // Another word for invalid is rarer than either word, and some hold several.
        var rows = (0..<40).map { ["E\($0)", "exchange office", "柜台 \($0)"] }
        rows += (0..<60).map { ["I\($0)", "invalid number", "第 \($0)"] }
        rows += (0..<30).map { ["L\($0)", "非法字符", "不合法 \($0)"] }
        rows.append(["X1", "Invalid exchange", "交换无效"])
        let store = try SearchFixture.make(["b": SearchFixture.codes(of: rows)])
        #expect(try SearchFixture.codes("invalid exchagne", in: store).first == "X1")
    }
}
