import TestSupport
import Testing

@testable import KBText

@Suite("Simplified, traditional and regional Chinese")
struct ChineseVariantsTests {
    @Test(
        "traditional text becomes simplified, phrases before characters",
        arguments: [
            ("協議", "协议"), ("重新導向", "重新导向"), ("乾坤", "乾坤"), ("乾淨", "干净"), ("頭髮發現", "头发发现"),
            ("伺服器", "伺服器"), ("資源已鎖定", "资源已锁定"), ("皇后之後", "皇后之后"), ("瞭解", "了解"),
            ("瞭望", "瞭望"), ("隨著", "随着"), ("著名", "著名"), ("裡面", "里面"), ("裏面", "里面"), ("台灣臺灣", "台湾台湾"),
            ("HTTP 狀態碼 404", "HTTP 状态码 404"), ("啟用啓用", "启用启用"),
        ])
    func simplified(traditional: String, simplified: String) {
        #expect(ChineseVariants.simplified(traditional) == simplified)
    }

    @Test("simplified text stays as it is")
    func simplifiedStays() {
        for text in ["协议", "服务器理解请求", "", "abc", "后台发送面条", "干净的干部", "说明：了解 emoji 😀"] {
            #expect(ChineseVariants.simplified(text) == text)
        }
    }

    @Test(
        "words of Taiwan become words of the mainland",
        arguments: [
            ("伺服器", "服务器"), ("網路", "网络"), ("网路", "网络"), ("快取", "缓存"), ("使用者", "用户"),
            ("檔案", "文件"), ("資料庫", "数据库"), ("程式", "程序"), ("位元組", "字节"), ("閘道逾時", "网关超时"),
            ("用戶端", "客户端"), ("通訊協定", "通信协议"), ("永久重新導向", "永久重定向"), ("不支援", "不支持"),
            ("預設", "默认"), ("乾淨的檔案", "干净的文件"), ("內部伺服器錯誤", "服务器内部错误"),
        ])
    func mainland(taiwan: String, mainland: String) {
        #expect(ChineseVariants.mainland(taiwan) == mainland)
    }

    @Test("words that the mainland uses with another meaning stay in mainland text")
    func ambiguous() {
        for text in ["文件", "程序", "档案", "序列", "服务器", "建立连接", "访问权限"] {
            #expect(ChineseVariants.mainland(text) == text)
        }
    }

    @Test("regional forms have Taiwan's words first, then traditional characters only")
    func regional() {
        #expect(ChineseVariants.regional("服务器").prefix(2) == ["伺服器", "服務器"])
        #expect(ChineseVariants.regional("网络").first == "網路")
        #expect(ChineseVariants.regional("协议").contains("協定"))
        #expect(ChineseVariants.regional("协议").contains("協議"))
        #expect(ChineseVariants.regional("重定向").contains("重新導向"))
        #expect(ChineseVariants.regional("头发") == ["頭髮"])
        #expect(ChineseVariants.regional("里面").contains("裡面"))
        #expect(ChineseVariants.regional("請求").isEmpty)
        #expect(ChineseVariants.regional("404 abc") == [])
    }

    @Test("regional forms are few, distinct and lead back")
    func regionalProperty() {
        for text in ["超时", "资源", "默认网关", "以太网", "代码", "临时响应", "客户端应该继续请求", "数据库连接", "发出", "后台"] {
            let forms = ChineseVariants.regional(text)
            #expect(forms.count <= 4 && Set(forms).count == forms.count && !forms.contains(text))
            #expect(!forms.isEmpty)
            for form in forms {
                #expect([ChineseVariants.mainland(form), ChineseVariants.simplified(form)].contains(text))
            }
        }
    }

    @Test("a character's variants are those of either direction, itself first")
    func variants() {
        func variants(_ scalar: Unicode.Scalar) -> String {
            String(String.UnicodeScalarView(ChineseVariants.variants(of: scalar)))
        }
        #expect(variants("发") == "发發髮")
        #expect(variants("發") == "發发")
        #expect(variants("后") == "后後")
        #expect(variants("後") == "後后")
        #expect(Set(variants("台")).isSuperset(of: "台臺颱檯"))
        #expect(Set(variants("里")).isSuperset(of: "里裡裏"))
        #expect(Set(variants("裡")).isSuperset(of: "里裡裏"))
        #expect(variants("锁") == "锁鎖")
        #expect(variants("a") == "a")
        #expect(variants("的") == "的")
    }

    @Test("being variants is mutual")
    func symmetric() {
        for value in UInt32(0x3400)...0x9FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for other in ChineseVariants.variants(of: scalar) {
                #expect(ChineseVariants.variants(of: other).contains(scalar), "\(scalar) \(other)")
            }
        }
    }

    @Test("conversions take any text, and simplifying leaves what is not Chinese")
    func property() {
        let seed = SeededRandom.printedSeed("variants")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<1000 {
            let text = generator.text(length: 30)
            _ = ChineseVariants.mainland(text)
            _ = ChineseVariants.regional(text)
            let latin = text.unicodeScalars.filter { $0.value < 0x2E80 }
            let converted = ChineseVariants.simplified(text).unicodeScalars.filter { $0.value < 0x2E80 }
            #expect(Array(converted) == Array(latin), "seed \(seed)")
        }
    }
}
