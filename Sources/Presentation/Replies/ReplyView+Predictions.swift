import ComponentTypes
import Session
import StyledText

/// `:predict`: the question, the judgement with the bits that were hidden, and the score.
extension ReplyView {
  func questionLines(_ question: PredictionQuestion) -> [StyledLine] {
    let flags = question.parts.dropFirst().map { $0 == .fits ? "fits as yes or no" : "\($0.rawValue) as 1 or 0" }
    let form = (["the value"] + flags).joined(separator: ", ")
    return bits.paragraph("predict " + question.text.escapingTerminalControls, .strong)
      + bits.paragraph("the next input answers: \(form); skip shows the outcome", .dim)
  }

  func verdictLines(_ verdict: PredictionVerdict) -> [StyledLine] {
    var lines = verdict.judgements.flatMap(judgementLines)
    if verdict.wasSkipped {
      lines += bits.paragraph("shown without an answer; it does not count", .dim)
    } else {
      lines += scoreLines(verdict.score)
    }
    let value = verdict.value
    guard let result = value.result else { return lines + [typedLine(nil)] }
    guard options.showsBits else { return lines + [typedLine(result)] }
    return lines + bitsLines(BitsReply(result: result, operation: value.resultOperation, call: value.call))
  }

  private func judgementLines(_ judgement: PredictionVerdict.Judgement) -> [StyledLine] {
    let name = judgement.part.rawValue
    let truth = judgement.truth.escapingTerminalControls
    guard let said = judgement.said?.escapingTerminalControls else {
      return bits.paragraph("\(name): not answered; it is \(truth)")
    }
    return judgement.isRight
      ? bits.paragraph("\(name): \(said), right")
      : bits.paragraph("\(name): \(said), wrong: it is \(truth)", .error)
  }

  func scoreLines(_ score: PredictionScore) -> [StyledLine] {
    let parts = score.parts.map { "\($0.part.rawValue) \($0.count.right) of \($0.count.asked)" }
    guard !parts.isEmpty else {
      return [StyledLine("nothing was predicted yet; :predict EXPR asks", .dim)]
    }
    return bits.paragraph("score: " + parts.joined(separator: ", "))
  }
}
