using Lake.Sql.Lexing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Sql.Tests;

public class LexerTests
{
    [Theory]
    [InlineData("a.b", "W:a O:. W:b")]
    [InlineData("'it''s' E'a\\'b' x'ff'", "S:'it''s' S:E'a\\'b' S:x'ff'")]
    [InlineData("$$a;b$$ $t$ $$ $t$ $1 $name", "S:$$a;b$$ S:$t$ $$ $t$ P:$1 P:$name")]
    [InlineData("\"a\"\"b\" ?", "Q:\"a\"\"b\" P:?")]
    [InlineData("1.5e-3 .5 1_000 0xff 1e5", "N:1.5e-3 N:.5 N:1_000 N:0xff N:1e5")]
    [InlineData("a--x\n/* /* */ */b", "W:a W:b")]
    [InlineData("a->>b::int:=3", "W:a O:->> W:b O::: W:int O::= N:3")]
    [InlineData("a>=b--c", "W:a O:>= W:b")]
    [InlineData("a-/*c*/b", "W:a O:- W:b")]
    [InlineData("[a,{b}]", "O:[ W:a O:, O:{ W:b O:} O:]")]
    [InlineData("größe_1$", "W:größe_1$")]
    public void Text_becomes_tokens(string text, string expected)
    {
        var (tokens, diagnostics) = SqlLexer.Tokenize(new SourceFile("t", text));
        diagnostics.ShouldBeEmpty();
        string.Join(' ', tokens.SkipLast(1).Select(t => $"{t.Kind.ToString()[0]}:{t.Text}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("select 'a", 7)]
    [InlineData("select \"a", 7)]
    [InlineData("x /* a", 2)]
    [InlineData("$a$ b", 0)]
    public void What_is_not_closed_is_reported_where_it_opens(string text, int at)
    {
        var (_, diagnostics) = SqlLexer.Tokenize(new SourceFile("t", text));
        diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(SqlRules.Unclosed);
        diagnostics[0].Location?.Span.Start.ShouldBe(at);
    }
}
