import BitArithmetic
import Session
import StyledText

/// Placeholder.
extension ReplyView {
  func carryStepLines(_ reply: CarryStepReply) -> [StyledLine] {
    reply.steps.map { bits.carryStep($0, at: reply.bit) } ?? []
  }
  func wheelLines(_ reply: WheelReply) -> [StyledLine] { [] }
  func whyLines(_ why: WhyReply) -> [StyledLine] { [] }
  func questionLines(_ question: PredictionQuestion) -> [StyledLine] { [] }
  func verdictLines(_ verdict: PredictionVerdict) -> [StyledLine] { [] }
  func scoreLines(_ score: PredictionScore) -> [StyledLine] { [] }
  func dropLines(_ drop: DropReply) -> [StyledLine] { [] }
}
