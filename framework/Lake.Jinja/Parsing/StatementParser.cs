using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>
/// Text, output and tags. After an error it goes on behind the tag that failed, so that one pass tells all errors.
/// </summary>
internal sealed class StatementParser
{
    private const int MaxNesting = 200;
    private readonly TokenStream _tokens;
    private readonly Stack<string[]> _ends = new();
    private readonly Stack<string> _tags = new();
    private readonly TagParsers _parsers;
    private bool _isUnended;

    public StatementParser(TokenStream tokens)
    {
        _tokens = tokens;
        Expressions = new ExpressionParser(tokens);
        Targets = new TargetParser(tokens, Expressions);
        _parsers = new TagParsers(tokens, this);
    }

    public ExpressionParser Expressions { get; }

    public TargetParser Targets { get; }

    /// <summary>Where the tag began whose statement is being read.</summary>
    public int TagStart { get; private set; }

    public ImmutableArray<StatementSyntax> Template()
    {
        var body = ImmutableArray.CreateBuilder<StatementSyntax>();
        while (true)
        {
            Sequence(body);
            if (_tokens.Kind == TokenKind.EndOfTemplate)
            {
                return body.DrainToImmutable();
            }
        }
    }

    /// <summary>
    /// The head of a statement: when it cannot be read the error is kept, the rest of the tag skipped, and the
    /// fallback stands for it. Ends after the tag's closing mark.
    /// </summary>
    public T Head<T>(Func<T> read, T fallback)
    {
        try
        {
            var head = read();
            _tokens.Skip(TokenKind.Colon);
            _tokens.Expect(TokenKind.BlockEnd);
            return head;
        }
        catch (SyntaxFailure failure)
        {
            _tokens.Report(failure);
            _tokens.SkipTag();
            return fallback;
        }
    }

    /// <summary>
    /// Statements up to one of the tags that end them. Stops at the name of that tag, or at the end of the template.
    /// </summary>
    public ImmutableArray<StatementSyntax> Body(params string[] ends)
    {
        if (_ends.Count >= MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw _tokens.Fail("statements are nested too deeply");
        }

        _ends.Push(ends);
        var body = ImmutableArray.CreateBuilder<StatementSyntax>();
        Sequence(body);
        if (_tokens.Kind == TokenKind.EndOfTemplate && !_isUnended)
        {
            _tokens.Report(Describe(null), _tokens.Current.Span);
            _isUnended = true;
        }

        _ends.Pop();
        return body.DrainToImmutable();
    }

    /// <summary>The tag that ends a body, if it is there: its name is read.</summary>
    public bool End(string name) => _tokens.SkipName(name);

    private void Sequence(ImmutableArray<StatementSyntax>.Builder body)
    {
        while (true)
        {
            var token = _tokens.Current;
            switch (token.Kind)
            {
                case TokenKind.EndOfTemplate:
                    return;
                case TokenKind.Text:
                    _tokens.Next();
                    body.Add(new TextSyntax(token.Span, Lexer.NormalizeBreaks(_tokens.Source.GetText(token.Span))));
                    break;
                case TokenKind.OutputBegin:
                    _tokens.Next();
                    body.Add(Output(token.Start));
                    break;
                case TokenKind.BlockBegin:
                    _tokens.Next();
                    if (IsEnd(token))
                    {
                        return;
                    }

                    body.Add(Statement(token));
                    break;
                default:
                    _tokens.Next();
                    break;
            }
        }
    }

    /// <summary>Whether the tag ends this body, or an outer one when its own end is missing.</summary>
    private bool IsEnd(Token begin)
    {
        if (_ends.Count == 0 || _tokens.Kind != TokenKind.Name)
        {
            return false;
        }

        var name = _tokens.Current.Text;
        if (Array.IndexOf(_ends.Peek(), name) >= 0)
        {
            return true;
        }

        if (!_ends.Any(outer => Array.IndexOf(outer, name) >= 0))
        {
            return false;
        }

        _tokens.Report(Describe(name), _tokens.Current.Span);
        _tokens.Position--;
        _isUnended = true;
        return _tokens.Current == begin;
    }

    private OutputSyntax Output(int start)
    {
        try
        {
            var value = Expressions.Tuple();
            _tokens.Expect(TokenKind.OutputEnd);
            return new OutputSyntax(_tokens.From(start), value);
        }
        catch (SyntaxFailure failure)
        {
            _tokens.Report(failure);
            _tokens.SkipTag();
            return new OutputSyntax(_tokens.From(start), new MissingSyntax(_tokens.From(start)));
        }
    }

    private StatementSyntax Statement(Token begin)
    {
        var position = _tokens.Position;
        var name = _tokens.Current;
        var depth = (_tags.Count, _ends.Count);
        StatementSyntax? statement;
        try
        {
            if (name.Kind != TokenKind.Name)
            {
                throw _tokens.Fail("tag name expected");
            }

            _tags.Push(name.Text);
            TagStart = begin.Start;
            statement = _parsers.Read(name) ?? throw Unknown(name);
            _tags.Pop();
            if (!_isUnended || _tokens.Kind is not (TokenKind.BlockBegin or TokenKind.EndOfTemplate))
            {
                _isUnended = false;
                _tokens.Expect(TokenKind.BlockEnd);
            }

            var from = statement is MacroSyntax ? statement.Span.Start : begin.Start;
            statement = statement with { Span = _tokens.From(from) };
        }
        catch (SyntaxFailure failure)
        {
            Unwind(depth);
            _tokens.Report(failure);
            _tokens.Position = Math.Max(_tokens.Position, position);
            _tokens.SkipTag();
            _tokens.SkipRestIfHopeless(TemplateParser.MostDiagnostics);
            statement = null;
        }

        return statement ?? new BadStatementSyntax(_tokens.From(begin.Start));
    }

    private SyntaxFailure Unknown(Token name)
    {
        _tags.Pop();
        return _tokens.Fail(Describe(name.Text), name.Span, Spelling.Hint(name.Text, TagParsers.Names));
    }

    private void Unwind((int Tags, int Ends) depth)
    {
        while (_tags.Count > depth.Tags)
        {
            _tags.Pop();
        }

        while (_ends.Count > depth.Ends)
        {
            _ends.Pop();
        }
    }

    /// <summary>Jinja2's words for an unknown or misplaced tag, or for the end of the template (name null).</summary>
    private string Describe(string? name)
    {
        var message = name is null ? "Unexpected end of template." : $"Encountered unknown tag '{name}'.";
        if (_ends.TryPeek(out var ends))
        {
            var looking = string.Join(" or ", ends.Select(end => $"'{end}'"));
            message += name is not null && _ends.Any(outer => Array.IndexOf(outer, name) >= 0)
                ? $" You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for {looking}."
                : $" Jinja was looking for the following tags: {looking}.";
        }

        return _tags.TryPeek(out var tag)
            ? message + $" The innermost block that needs to be closed is '{tag}'."
            : message;
    }
}
