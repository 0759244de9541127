using System.Diagnostics.CodeAnalysis;
using Lake.Engines.DuckDb.Errors;
using Lake.Engines.DuckDb.Staging;
using Lake.Text;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>
/// What a session has open between BEGIN and COMMIT: staged changes of Iceberg tables, and beside them DuckDB's own
/// transaction, which holds temporary tables and the views by which Iceberg tables are seen.
/// </summary>
internal sealed class SessionTransaction(SessionState state)
{
    private object? _mirrorsBefore;
    private bool _isInDuck;

    /// <summary>Whether a statement has begun it, and not the program.</summary>
    private bool _isBySql;

    /// <summary>Whether a statement has failed in it half done, so that it can only be rolled back.</summary>
    private bool _isAborted;

    /// <summary>Null where no transaction is open.</summary>
    public UnitOfWork? Open { get; private set; }

    [MemberNotNull(nameof(Open))]
    public void Begin() => Begin(isBySql: false, isReadOnly: false);

    /// <param name="isBySql">A statement that fails then leaves nothing but ROLLBACK; the program knows itself what to make of it.</param>
    [MemberNotNull(nameof(Open))]
    public void Begin(bool isBySql, bool isReadOnly)
    {
        if (Open is not null)
        {
            throw EngineRules.TransactionState.Error(null, "A transaction is open already.", "commit it or roll it back first");
        }

        _mirrorsBefore = state.Mirrors.State;
        Open = new UnitOfWork(state.Pins) { IsReadOnly = isReadOnly };
        (_isBySql, _isAborted) = (isBySql, false);
    }

    /// <summary>Runs a statement of the transaction.</summary>
    public IQueryResult Run(Location place, Func<IQueryResult> statement)
    {
        if (_isAborted)
        {
            throw EngineRules.TransactionState.Error(place, "The transaction is aborted: a statement in it has failed.", "end it with ROLLBACK");
        }

        Enter();
        try
        {
            return statement();
        }
        catch (DiagnosticException error) when (_isBySql && TransactionFailure.Ends(error))
        {
            _isAborted = true;
            throw;
        }
    }

    /// <summary>What COMMIT does: as in DuckDB, nothing of an aborted transaction is kept.</summary>
    public void End()
    {
        if (Open is not null && _isBySql && (_isAborted || IsAbortedInDuck()))
        {
            Rollback();
        }
        else
        {
            Commit();
        }
    }

    /// <summary>Whether DuckDB refuses all but ROLLBACK, since rows that were being read could not be had.</summary>
    private bool IsAbortedInDuck()
    {
        try
        {
            return _isInDuck && state.Duck.Query("SELECT 1").Count == 0;
        }
        catch (DiagnosticException error) when (error.Diagnostic.Rule == EngineRules.TransactionState)
        {
            return true;
        }
    }

    /// <summary>DuckDB's own transaction begins with the first statement: for a node that is left alone there is none.</summary>
    public void Enter()
    {
        if (Open is not null && !_isInDuck)
        {
            state.Duck.Run("BEGIN TRANSACTION");
            _isInDuck = state.HoldsClock = true;
        }
    }

    public void Commit()
    {
        var work = Close("COMMIT");
        try
        {
            Leave("COMMIT");
        }
        catch
        {
            work.Rollback();
            Forget();
            throw;
        }

        try
        {
            work.Commit();
        }
        catch
        {
            work.Rollback();
            throw;
        }
    }

    public void Rollback()
    {
        Close("ROLLBACK").Rollback();
        Leave("ROLLBACK");
        Forget();
    }

    /// <summary>Takes DuckDB out of a transaction that it has given up; what is staged stays.</summary>
    public void Recover()
    {
        if (Open is not null)
        {
            state.Duck.Cancellation = CancellationToken.None;
            Leave("ROLLBACK");
            Forget();
        }
    }

    private void Leave(string verb)
    {
        if (_isInDuck)
        {
            _isInDuck = state.HoldsClock = false;
            state.Duck.Run(verb);
        }
    }

    private UnitOfWork Close(string verb)
    {
        var work = Open ?? throw EngineRules.TransactionState.Error(null, $"There is no transaction to {verb}.", "begin one first");
        state.Duck.Cancellation = CancellationToken.None;
        Open = null;
        return work;
    }

    /// <summary>DuckDB has undone the views made in the transaction.</summary>
    private void Forget()
    {
        state.Names.ForgetOthers();
        if (_mirrorsBefore is { } before)
        {
            state.Mirrors.Restore(before);
        }
    }
}
