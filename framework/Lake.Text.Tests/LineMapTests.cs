using Shouldly;
using Xunit;

namespace Lake.Text.Tests;

public class LineMapTests
{
    [Theory]
    [InlineData("", 0, 1, 1)]
    [InlineData("a\nb", 2, 2, 1)]
    [InlineData("a\r\nb", 3, 2, 1)]
    [InlineData("a\rb", 2, 2, 1)]
    [InlineData("a\n", 2, 2, 1)]
    [InlineData("ab\ncd", 4, 2, 2)]
    [InlineData("ab", 99, 1, 3)]
    [InlineData("ab", -1, 1, 1)]
    public void Finds_line_and_column(string text, int offset, int line, int column) =>
        new LineMap(text).GetPosition(offset).ShouldBe(new LinePosition(line, column));

    [Fact]
    public void Positions_and_offsets_agree()
    {
        const string text = "one\r\ntwo\n\nthree\rfour";
        var map = new LineMap(text);
        for (var offset = 0; offset <= text.Length; offset++)
        {
            if (offset == 0 || text[offset - 1] != '\r' || offset == text.Length || text[offset] != '\n')
            {
                map.GetOffset(map.GetPosition(offset)).ShouldBe(offset);
            }
        }
    }

    [Fact]
    public void Line_spans_leave_out_the_break()
    {
        var map = new LineMap("ab\r\ncd\n");
        map.LineCount.ShouldBe(3);
        map.GetLineSpan(1).ShouldBe(new TextSpan(0, 2));
        map.GetLineSpan(2).ShouldBe(new TextSpan(4, 2));
        map.GetLineSpan(3).ShouldBe(new TextSpan(7, 0));
    }
}
