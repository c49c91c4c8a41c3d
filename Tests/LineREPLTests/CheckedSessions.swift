import Presentation
import Session
import StyledText

/// A session file's text held against what happens now.
func checked(_ text: String, path: String) -> CheckReply {
  let check = SessionCheck(SessionFile(text, path: path), path: path, transcribe: ReplyView.transcript)
  return check.reply(check.played(), path: path)
}

/// What a check says, as it would be printed.
func shown(_ reply: CheckReply) -> String {
  ReplyView(Reply(input: "", content: .checked(reply))).lines.map(\.plainText).joined(separator: "\n")
}
