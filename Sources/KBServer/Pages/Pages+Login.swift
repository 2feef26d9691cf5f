import KBCore
import KBPresentation

/// Logging in with a token, which a cookie then holds that no script can read.
extension Pages {
    func login() throws -> WebResponse {
        guard call.request.method == "POST" else {
            return try reading { loginPage(back: try call.query.text("back"), error: nil) }
        }
        let form = try call.form()
        let back = links.back(try form.text("back"))
        do {
            guard let word = try form.text("token") else { throw WebError.badToken }
            _ = try door.token(word)
            var response = WebResponse(redirectTo: back)
            response.set("set-cookie", cookie(word, seconds: 30 * 86_400))
            return response
        } catch WebError.badToken {
            return loginPage(back: back, error: WebError.badToken.text, status: 401)
        }
    }

    func logout() throws -> WebResponse {
        guard call.request.method == "POST" else { throw WebError.wrongMethod(allowed: ["POST"]) }
        var response = WebResponse(redirectTo: links.start)
        response.set("set-cookie", cookie("", seconds: 0))
        return response
    }

    private func cookie(_ word: String, seconds: Int) -> String {
        let isSecure = call.origin.hasPrefix("https://")
        return "\(Door.cookie)=\(word); Path=\(links.start); Max-Age=\(seconds); HttpOnly; SameSite=Strict"
            + (isSecure ? "; Secure" : "")
    }

    private func loginPage(back: String?, error: String?, status: Int = 200) -> WebResponse {
        var view = View(["back": HTML(links.back(back))])
        if let error { view["error"] = HTML(error) }
        if call.visitor.isKnown {
            view["isKnown"] = HTML(
                message(zh: "已登录：\(call.visitor.author)", en: "Logged in as \(call.visitor.author)"))
        }
        return page(Words.view["login"]?.text ?? "", "login", view, status: status)
    }
}
